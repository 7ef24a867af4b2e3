namespace Holdfast.DataPlane.Health;

/// <summary>
/// A server has fallen silent: it gets no second request until bytes from it or a probe decide. A suspicion that was wrong makes patient:
/// the server is slower than it used to be, which is no reason to eject it. Prober thread only.
/// </summary>
internal sealed class Suspicion
{
    /// <summary>A suspected server whose probe takes longer is dead. Loopback to the next building, an answer to nothing much takes a few ms.</summary>
    public const long ProbeNanoseconds = 200_000_000;

    private const long PatienceNanoseconds = 30_000_000_000;
    private const int MostPatience = 16;

    private long since;
    private long patienceEnds;

    public bool IsOn => since != 0;

    /// <summary>Times the silence that is taken as usual.</summary>
    public int Patience { get; private set; } = 1;

    public void Begin(long now) => since = now;

    /// <summary>It is out, or its pool is.</summary>
    public void Drop() => since = 0;

    /// <summary>It is alive.</summary>
    public void Acquit(long now)
    {
        since = 0;
        Patience = Math.Min(Patience * 2, MostPatience);
        patienceEnds = now + PatienceNanoseconds;
    }

    public void PassTime(long now) => Patience = now >= patienceEnds ? 1 : Patience;

    /// <summary>Bytes came since.</summary>
    public bool IsRefuted(long progressAt) => IsOn && progressAt > since;

    /// <param name="probeStartedAt">Of the probe that runs; 0 for none.</param>
    public bool IsProven(long probeStartedAt, long now) => IsOn && probeStartedAt != 0 && now - Math.Max(probeStartedAt, since) >= ProbeNanoseconds;
}
