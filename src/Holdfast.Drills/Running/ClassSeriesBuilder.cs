using Holdfast.Drills.Load;

namespace Holdfast.Drills.Running;

/// <summary>What the generator saw of a class, as whole seconds of the time line, one for each even where nothing was sent.</summary>
internal static class ClassSeriesBuilder
{
    public static ClassSeries Of(TrafficClass traffic, LoadResult load, int seconds)
    {
        LoadClassResult result = load.Classes.First(one => one.Name == traffic.Name);
        bool isHeld = IsHeld(traffic);
        return new ClassSeries(traffic.Name, isHeld ? OfSessions(traffic, load.Seconds, seconds) : OfCohorts(result.Cohorts, seconds))
        {
            Tenths = isHeld ? [] : [.. result.Tenths.Take(seconds * LoadTenth.PerSecond)],
            Statuses = result.Statuses,
            Clients = traffic.Clients,
            ShedLatency = result.ShedResponse,
        };
    }

    /// <summary>What happened in a second, for the live view.</summary>
    public static ClassSecond Live(TrafficClass traffic, LoadCounts counts) => IsHeld(traffic)
        ? new ClassSecond(counts.SessionsIntended, counts.SessionsCompleted, counts.SessionsRefused, counts.SessionsCut)
        : new ClassSecond(counts.Intended, counts.Good, counts.Shed, counts.Failed + counts.LateAnswers + counts.DroppedByServer);

    internal static IReadOnlyList<ClassSecond> OfCohorts(IReadOnlyList<LoadCohort> cohorts, int seconds)
    {
        ClassSecond[] series = new ClassSecond[seconds];
        foreach (LoadCohort cohort in cohorts.Where(cohort => cohort.Second >= 0 && cohort.Second < seconds))
        {
            // A late answer is of no use to its user: for a drill it failed.
            series[cohort.Second] = new ClassSecond(cohort.Intended, cohort.Good, cohort.Shed, cohort.Intended - cohort.Good - cohort.Shed, cohort.Response);
        }

        return series;
    }

    /// <summary>
    /// Users by the second in which they came: who held a session to its end is counted when it ends, one length of a session later. Who was
    /// cut failed, and who never got in was refused. Sessions that last beyond the end of the load are in no outcome.
    /// </summary>
    internal static IReadOnlyList<ClassSecond> OfSessions(TrafficClass traffic, IReadOnlyList<LoadSecond> load, int seconds)
    {
        var counts = load.ToDictionary(static second => second.Second, second => second.Classes.First(one => one.Name == traffic.Name).Counts);
        int length = (int)Math.Round(traffic.Session!.Length.TotalSeconds);
        ClassSecond[] series = new ClassSecond[seconds];
        for (int second = 0; second < seconds; second++)
        {
            LoadCounts came = counts.GetValueOrDefault(second, new LoadCounts());
            long good = counts.GetValueOrDefault(second + length, new LoadCounts()).SessionsCompleted;
            long cut = came.SessionsCut;
            long intended = came.SessionsIntended;
            series[second] = new ClassSecond(intended, good, Math.Max(0, intended - good - cut), cut);
        }

        return series;
    }

    private static bool IsHeld(TrafficClass traffic) => traffic.Session is { IsHeld: true };
}
