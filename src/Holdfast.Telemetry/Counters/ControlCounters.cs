namespace Holdfast.Telemetry;

/// <summary>What the control plane counts. Any thread (atomic): nothing here is on a request's way.</summary>
public sealed class ControlCounters
{
    private long reloadsApplied;
    private long reloadsRefused;
    private long configLoadedAtUnixMilliseconds;

    public long ReloadsApplied => Interlocked.Read(ref reloadsApplied);

    public long ReloadsRefused => Interlocked.Read(ref reloadsRefused);

    public long ConfigLoadedAtUnixMilliseconds => Interlocked.Read(ref configLoadedAtUnixMilliseconds);

    public void ReloadApplied(DateTimeOffset at)
    {
        Interlocked.Increment(ref reloadsApplied);
        Interlocked.Exchange(ref configLoadedAtUnixMilliseconds, at.ToUnixTimeMilliseconds());
    }

    public void ReloadRefused() => Interlocked.Increment(ref reloadsRefused);
}
