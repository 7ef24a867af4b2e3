using System.Globalization;
using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Foundation;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli;

/// <summary>
/// Looks between the seconds whether a surge builds up, and shows it as suspected until the watch, which sees whole seconds, has had time to
/// say the same. It opens nothing and calls nobody. Owner and only thread that looks: <see cref="DiagnosisSide"/>; what it shows may be read
/// by any. Next: <see cref="SurgeBuildUp"/>.
/// </summary>
internal sealed class EarlySuspicion(MetricCatalog catalog, IClock clock)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Two whole seconds and their recording: who is not confirmed until then was chance.
    private const long HoldNanoseconds = 3_000_000_000;

    private readonly SurgeBuildUp surge = new();
    private long shownAt;
    private volatile CauseFinding? shown;

    /// <summary>What is suspected while the watch says that all is well; null when nothing is. Any thread.</summary>
    public CauseFinding? Shown => shown;

    /// <returns>What is new, for the log; null when nothing is.</returns>
    public string? Look(CauseFinding watched)
    {
        long now = clock.NowNanoseconds;
        (double Rate, double Usual)? rise = surge.Look(now, Offered());
        if (watched.State != DetectionState.Normal)
        {
            surge.Forget();
            shown = null;
            return null;
        }

        if (rise is { } seen)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{seen.Rate:0} requests/s are offered to the gateway and more each moment; it was {seen.Usual:0} requests/s before");
            bool isNew = shown is null;
            (shown, shownAt) = (Suspected(watched, text, seen), now);
            return isNew ? text : null;
        }

        shown = shown is not null && now - shownAt >= HoldNanoseconds ? null : shown;
        return null;
    }

    private CauseFinding Suspected(CauseFinding watched, string text, (double Rate, double Usual) seen)
    {
        long second = clock.UtcNow.ToUnixTimeSeconds();
        Anomaly anomaly = new("surge-build-up", DetectionLevel.Evidence, SignalFamily.Traffic, Consequence.Suspects, SeriesSubject.Gateway, second, second, seen.Rate, seen.Usual, text);
        return watched with { State = DetectionState.Suspected, Onset = second, SuspectedAt = second, Anomalies = [anomaly] };
    }

    private long Offered()
    {
        long sum = 0;
        foreach (CounterSeries<PoolCounters> pool in catalog.Pools())
        {
            sum += pool.Sum(static worker => worker.OfferedInAll);
        }

        return sum;
    }
}
