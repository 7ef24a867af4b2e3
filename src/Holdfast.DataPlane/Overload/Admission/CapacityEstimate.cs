namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Requests a second that a pool can serve. While somebody waits every completion is what the pool can do; otherwise it can do at least that
/// much, and what its limits and service times promise is only believed slowly. Control loop only.
/// </summary>
internal sealed class CapacityEstimate
{
    /// <summary>Somebody waited for at least so much of a tick.</summary>
    public const double BusyShare = 0.8;

    /// <summary>Half a second: limits that were never tried have doubled a few times by then, and what was wrong by a factor of two is right.</summary>
    public const int BusyTicks = 5;

    // Faster up than down: an estimate that is too low sheds what could be served, one that is too high only lets the queue do the work.
    private const double RiseGain = 0.5;
    private const double FallGain = 0.25;
    private const double BelieveEachSecond = 0.01;

    private int busyTicks;

    /// <summary>
    /// Somebody waited for long enough that the figure is what the pool can do. Otherwise it is what was asked for, or what limits promise
    /// that were never tried.
    /// </summary>
    public bool IsMeasured => busyTicks >= BusyTicks;

    /// <summary>Requests a second; 0 while nothing is known.</summary>
    public double PerSecond { get; private set; }

    /// <param name="completed">Answered since the last call.</param>
    /// <param name="promised">Sum of limit over mean service time of the servers, requests a second; 0 when not known.</param>
    public void Update(long completed, double elapsedSeconds, bool busy, double promised)
    {
        double rate = completed / elapsedSeconds;
        busyTicks = busy ? Math.Min(busyTicks + 1, BusyTicks) : busyTicks;
        if (busy && PerSecond > 0)
        {
            PerSecond += (rate > PerSecond ? RiseGain : FallGain) * (rate - PerSecond);
            return;
        }

        PerSecond = PerSecond > 0 ? Math.Max(PerSecond, rate) : Math.Max(promised, rate);
        if (promised > 0)
        {
            PerSecond += BelieveEachSecond * elapsedSeconds * (promised - PerSecond);
        }
    }
}
