namespace Holdfast.DataPlane.Health;

/// <summary>
/// How many probes there may be, so that probing never becomes the load it looks for (probe storms took down services that were merely
/// slow). A server gets at most the largest of: 1 % of its requests, 0.2 a second, 2 a second while it is out or a connect
/// to it has timed out, and 10 a second while it refuses and is the last of its pool. Prober thread only.
/// </summary>
public sealed class ProbeBudget
{
    private const double Second = 1_000_000_000;
    private const double ShareOfRequests = 0.01;
    private const double IdleProbesPerSecond = 0.2;
    private const double OutProbesPerSecond = 2;

    /// <summary>
    /// Shortest time between the starts of two probes of a pool's last server while it refuses, nanoseconds. With half a second, one that had been
    /// probed just before it died failed 400 requests of 770 a second.
    /// </summary>
    public const long UrgentSpacing = 100_000_000;

    private readonly long gatewaySpacing;

    /// <param name="probesPerSecond">Bound for the whole gateway, over all servers.</param>
    public ProbeBudget(double probesPerSecond = 50)
    {
        gatewaySpacing = (long)Math.Ceiling(Second / probesPerSecond);
    }

    /// <summary>Before this time the gateway starts no probe.</summary>
    public long FreeAt { get; private set; } = long.MinValue;

    public bool TryTake(long now)
    {
        if (now < FreeAt)
        {
            return false;
        }

        // Even spacing instead of a bucket: probes saved up while nothing was due would all leave in one moment.
        FreeAt = now + gatewaySpacing;
        return true;
    }

    /// <summary>Shortest time between the starts of two probes of one server, nanoseconds.</summary>
    public static long Spacing(bool isOut, double requestsPerSecond)
    {
        double rate = Math.Max(ShareOfRequests * requestsPerSecond, isOut ? OutProbesPerSecond : IdleProbesPerSecond);
        return (long)Math.Ceiling(Second / rate);
    }
}
