using Holdfast.Foundation;

namespace Holdfast.Telemetry.Otlp;

/// <summary>
/// A worker's end of the traces: decides which exchanges become spans and hands them over like entries of the access log. Worker thread
/// only; never blocks, locks or allocates. Next: <see cref="SpanRings"/>.
/// </summary>
public sealed class SpanTap
{
    // Anybody may mark all requests as sampled: no more than this many a second are taken from a worker.
    internal const int PerSecond = 500;
    private const long Second = 1_000_000_000;

    private readonly SeededRandom random;
    private readonly double sample;
    private long secondBegan;
    private int taken;
    private long overBudget;

    internal SpanTap(AccessLogWriter writer, double sample, SeededRandom random)
    {
        Writer = writer;
        this.sample = sample;
        this.random = random;
    }

    /// <summary>Where an exchange goes that is taken.</summary>
    public AccessLogWriter Writer { get; }

    /// <summary>Sampled, and beyond the budget of the second.</summary>
    public long OverBudget => Volatile.Read(ref overBudget);

    /// <param name="traceParent">The request's header; empty when there was none.</param>
    public bool Takes(ReadOnlySpan<byte> traceParent, long nowNanoseconds)
    {
        bool isSampled = TraceParent.TryParse(traceParent, out TraceParent parent) ? parent.IsSampled : random.NextDouble() < sample;
        if (!isSampled)
        {
            return false;
        }

        if (nowNanoseconds - secondBegan >= Second)
        {
            secondBegan = nowNanoseconds;
            taken = 0;
        }

        if (taken < PerSecond)
        {
            taken++;
            return true;
        }

        overBudget++;
        return false;
    }
}
