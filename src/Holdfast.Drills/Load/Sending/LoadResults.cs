using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>Puts together what the threads recorded of a class, and what the classes make in all.</summary>
internal static class LoadResults
{
    public static LoadClassResult Of(string name, LoadTimes times, IReadOnlyList<ClassRecorder> parts, long sessionsOpen)
    {
        CountState counts = new();
        FineHistogram response = new();
        FineHistogram service = new();
        LatencyHistogram shed = new();
        Dictionary<int, long> statuses = [];
        CohortState[] cohorts = new CohortState[times.SecondCount];
        LoadTenth[] tenths = new LoadTenth[parts[0].Tenths.Tenths.Length];
        foreach (ClassRecorder part in parts)
        {
            counts.Add(part.Counts);
            response.Add(part.Response);
            service.Add(part.Service);
            shed.Add(part.ShedResponse);
            for (int status = 1; status < part.Statuses.Length; status++)
            {
                AddStatus(statuses, status, part.Statuses[status]);
            }

            for (int second = 0; second < cohorts.Length; second++)
            {
                cohorts[second].Add(part.Cohorts[second]);
            }

            for (int tenth = 0; tenth < tenths.Length; tenth++)
            {
                tenths[tenth] += part.Tenths.Tenths[tenth];
            }
        }

        return new LoadClassResult
        {
            Name = name,
            Counts = counts.ToCounts(sessionsOpen),
            Response = response,
            Service = service,
            ShedResponse = shed,
            Statuses = statuses,
            Cohorts = [.. cohorts.Select((cohort, index) =>
                new LoadCohort(times.FirstSecond + index, cohort.Intended, cohort.Good, cohort.LateAnswers, cohort.Shed, cohort.Failed, cohort.Response ?? new LatencyHistogram()))],
            Tenths = tenths,
        };
    }

    public static LoadClassResult Sum(IReadOnlyList<LoadClassResult> classes)
    {
        if (classes.Count == 1)
        {
            return classes[0] with { Name = "" };
        }

        FineHistogram response = new();
        FineHistogram service = new();
        LatencyHistogram shed = new();
        Dictionary<int, long> statuses = [];
        foreach (LoadClassResult one in classes)
        {
            response.Add(one.Response);
            service.Add(one.Service);
            shed.Add(one.ShedResponse);
            foreach ((int status, long count) in one.Statuses)
            {
                AddStatus(statuses, status, count);
            }
        }

        return new LoadClassResult
        {
            Name = "",
            Counts = classes.Select(static one => one.Counts).Aggregate(static (sum, next) => sum + next),
            Response = response,
            Service = service,
            ShedResponse = shed,
            Statuses = statuses,
            Cohorts = [.. classes[0].Cohorts.Select((_, index) => Sum([.. classes.Select(one => one.Cohorts[index])]))],
            Tenths = [.. classes[0].Tenths.Select((_, index) => classes.Aggregate(default(LoadTenth), (sum, one) => sum + one.Tenths[index]))],
        };
    }

    private static LoadCohort Sum(LoadCohort[] parts)
    {
        LatencyHistogram response = new();
        foreach (LoadCohort part in parts)
        {
            response.Add(part.Response);
        }

        return new LoadCohort(
            parts[0].Second,
            parts.Sum(static part => part.Intended),
            parts.Sum(static part => part.Good),
            parts.Sum(static part => part.LateAnswers),
            parts.Sum(static part => part.Shed),
            parts.Sum(static part => part.Failed),
            response);
    }

    private static void AddStatus(Dictionary<int, long> statuses, int status, long count)
    {
        if (count > 0)
        {
            statuses[status] = statuses.GetValueOrDefault(status) + count;
        }
    }
}
