namespace Holdfast.Foundation;

/// <summary>A clock that moves only when told to: tests and simulations run hours in milliseconds. One thread.</summary>
public sealed class VirtualClock : IClock
{
    // A fixed, recognisable date: a test that prints a time prints the same one every day.
    private static readonly DateTimeOffset DefaultStart = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DateTimeOffset startUtc;

    public VirtualClock()
        : this(DefaultStart)
    {
    }

    public VirtualClock(DateTimeOffset startUtc) => this.startUtc = startUtc;

    public long NowNanoseconds { get; private set; }

    public DateTimeOffset UtcNow => startUtc.AddTicks(NowNanoseconds / TimeSpan.NanosecondsPerTick);

    public void Advance(TimeSpan duration) => Advance(duration.Ticks * TimeSpan.NanosecondsPerTick);

    public void Advance(long nanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nanoseconds);
        NowNanoseconds += nanoseconds;
    }

    /// <summary>Moves to a time; a time that has passed already changes nothing, as monotonic time never goes back.</summary>
    public void AdvanceTo(long nanoseconds) => NowNanoseconds = Math.Max(NowNanoseconds, nanoseconds);
}
