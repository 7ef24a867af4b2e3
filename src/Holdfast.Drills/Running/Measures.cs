using Holdfast.Drills.Scenarios;
using Holdfast.Foundation;

namespace Holdfast.Drills.Running;

/// <summary>The figures that expectations, reports and comparisons share, so that none of them counts differently.</summary>
public static class Measures
{
    /// <summary>Below this share of what was attainable a second counts as bad.</summary>
    public const double GoodShare = 0.95;

    /// <summary>So many good seconds in a row make a recovery; one may be luck.</summary>
    public const int SettledSeconds = 3;

    // Servers give a little more than the scenario promises of them. What one second gives beyond that must not make up for another's loss.
    private const double SurplusCounted = 1.05;

    /// <summary>The whole seconds of a phase; of the run when there is no name.</summary>
    public static SecondSpan Of(RunData data, string phase)
    {
        if (phase.Length == 0)
        {
            return new SecondSpan(0, data.Seconds);
        }

        PhaseSpan? span = data.Phases.FirstOrDefault(candidate => candidate.Name == phase);
        return span is null ? default : new SecondSpan((int)Math.Ceiling(span.From - 0.001), Math.Min(data.Seconds, (int)Math.Floor(span.To + 0.001)));
    }

    public static IEnumerable<int> MeasuredSeconds(RunData data) =>
        data.Measured.Count == 0 ? Of(data, "").Seconds : data.Measured.SelectMany(phase => Of(data, phase).Seconds);

    public static ClassSecond Sum(RunData data, IEnumerable<int> seconds, string className = "")
    {
        long offered = 0, good = 0, shed = 0, failed = 0;
        LatencyHistogram latency = new();
        List<ClassSeries> classes = [.. data.Classes.Where(series => className.Length == 0 || series.Name == className)];
        foreach (int second in seconds)
        {
            foreach (ClassSeries series in classes.Where(series => second < series.Seconds.Count))
            {
                ClassSecond part = series.Seconds[second];
                offered += part.Offered;
                good += part.Good;
                shed += part.Shed;
                failed += part.Failed;
                if (part.Latency is { } recorded)
                {
                    latency.Add(recorded);
                }
            }
        }

        return new ClassSecond(offered, good, shed, failed, latency);
    }

    public static double CapacityIn(RunData data, int second) => data.Servers.Sum(server => server.CapacityIn(second));

    /// <summary>What users got out of it in a second: good answers, or sessions held.</summary>
    public static double Delivered(RunData data, int second) => data.Unit == CapacityUnit.Sessions
        ? data.Servers.Sum(server => second < server.Seconds.Count ? server.Seconds[second].Sessions : 0)
        : Sum(data, [second]).Good;

    /// <summary>What the servers could have delivered, at most what was asked of them.</summary>
    public static double Attainable(RunData data, int second) => data.Unit == CapacityUnit.Sessions
        ? CapacityIn(data, second)
        : Math.Min(CapacityIn(data, second), Sum(data, [second]).Offered);

    /// <summary>Without it no share of what was attainable is good or bad.</summary>
    public static bool IsAnythingAttainable(RunData data, SecondSpan interval) => interval.Seconds.Any(second => Attainable(data, second) > 0);

    /// <summary>Percent; 100 when nothing was attainable.</summary>
    public static double GoodputPercent(RunData data, IEnumerable<int> seconds)
    {
        double delivered = 0, attainable = 0;
        foreach (int second in seconds)
        {
            delivered += Math.Min(Delivered(data, second), CapacityIn(data, second) * SurplusCounted);
            attainable += Attainable(data, second);
        }

        return attainable <= 0 ? 100 : 100 * delivered / attainable;
    }

    public static bool IsGood(RunData data, int second) => Delivered(data, second) >= GoodShare * Attainable(data, second);

    public static int SecondsBelow(RunData data, IEnumerable<int> seconds) => seconds.Count(second => !IsGood(data, second));

    /// <summary>Seconds from the start of the interval until it stays good; null when it never does.</summary>
    public static int? Recovery(RunData data, SecondSpan interval)
    {
        for (int second = interval.From; second < interval.To; second++)
        {
            int until = Math.Min(second + SettledSeconds, interval.To);
            if (Enumerable.Range(second, until - second).All(later => IsGood(data, later)))
            {
                return second - interval.From;
            }
        }

        return null;
    }

    /// <summary>Seconds from the <see cref="Onset"/> of the trouble until the gateway has noticed; null when it never did.</summary>
    public static double? Detection(RunData data)
    {
        double start = TroubleBegins(data);
        double onset = Onset.In(data, start, Math.Max(start, data.Seconds));
        RunEvent? detection = data.Events.FirstOrDefault(happened => happened.IsDetection && happened.At >= start);
        return detection is null ? null : Math.Max(0, detection.At - onset);
    }

    /// <summary>The phase that the scenario names; otherwise the first fault, or the first measured phase where load alone is the trouble.</summary>
    public static double TroubleBegins(RunData data)
    {
        if (data.Phases.FirstOrDefault(phase => phase.Name == data.Trouble) is { } named)
        {
            return named.From;
        }

        IEnumerable<double> measured = data.Phases.Where(phase => data.Measured.Contains(phase.Name, StringComparer.Ordinal)).Select(static phase => phase.From);
        IEnumerable<double> faults = data.Events.Where(static happened => happened.Kind == RunEventKind.Fault).Select(static happened => happened.At);
        return measured.Concat(faults).DefaultIfEmpty(0).Min();
    }

    /// <summary>Percent of the users' requests that were not answered well.</summary>
    public static double UsersFailedPercent(RunData data, IEnumerable<int> seconds, string className = "")
    {
        ClassSecond sum = Sum(data, seconds, className);
        return sum.Offered == 0 ? 0 : 100.0 * (sum.Offered - sum.Good) / sum.Offered;
    }
}
