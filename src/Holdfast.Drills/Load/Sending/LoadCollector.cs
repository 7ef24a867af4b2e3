using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>Puts the seconds of all threads together, tells the observer, watches the abort rules, and makes the result. One thread.</summary>
internal sealed class LoadCollector(LoadPlan plan, ILoadObserver? observer)
{
    // The series of a result is kept for an hour at most; the observer is told every second of any length.
    private const int SecondsKept = 3600;

    private const double LagPercentile = 99;
    private const int LateOnesAllowed = 5;

    private readonly Dictionary<int, List<LoadFrame>> incomplete = [];
    private readonly List<LoadSecond> seconds = [];
    private readonly AbortWatch watch = new(plan.AbortRules);
    private readonly LatencyHistogram lag = new();
    private double cpuShare;
    private double waitingShare;
    private int measuredSeconds;
    private int finished;

    /// <summary>The rule that says to stop; null while none does.</summary>
    public LoadAbortRule? Broken => watch.Broken;

    /// <summary>Frames of one thread come in order, those of several threads in any.</summary>
    public void Take(LoadFrame frame)
    {
        if (!incomplete.TryGetValue(frame.Second, out List<LoadFrame>? frames))
        {
            incomplete[frame.Second] = frames = [];
        }

        frames.Add(frame);
        if (frames.Count + finished >= plan.Threads)
        {
            incomplete.Remove(frame.Second);
            Complete(frame.Second, frames);
        }
    }

    public LoadResult Finish(IReadOnlyList<LoadWorker> workers, bool isCancelled, long start)
    {
        finished = plan.Threads;
        foreach (int second in incomplete.Keys.Order().ToArray())
        {
            Complete(second, incomplete[second]);
        }

        incomplete.Clear();
        LoadTimes times = new(plan, start);
        long measured = Math.Max(0, workers.Max(static worker => worker.EndedSendingAt) - times.MeasureStart);
        TimeSpan duration = TimeSpan.FromTicks(measured / TimeSpan.NanosecondsPerTick);
        LoadClassResult[] classes =
            [.. Enumerable.Range(0, plan.Classes.Count).Select(index => LoadResults.Of(plan.Classes[index].Name, times, [.. workers.Select(worker => worker.Recorders.ElementAt(index))], OpenAtEnd(index)))];
        LoadClassResult total = LoadResults.Sum(classes);
        long answered = workers.Sum(static worker => worker.Recorders.Sum(static recorder => recorder.AnsweredInTime));
        return new LoadResult
        {
            End = Broken is not null ? LoadEnd.Aborted : isCancelled ? LoadEnd.Cancelled : LoadEnd.Completed,
            AbortedBy = Broken?.ToString() ?? "",
            Duration = duration,
            Classes = classes,
            Total = total,
            Seconds = seconds,
            AchievedPerSecond = measured > 0 ? answered * 1e9 / measured : 0,
            Health = new GeneratorHealth
            {
                CpuShare = measuredSeconds > 0 ? cpuShare / measuredSeconds : 0,
                WaitingShare = measuredSeconds > 0 ? waitingShare / measuredSeconds : 0,
                LagP99Milliseconds = Lag(lag) / 1e6,
                Dropped = total.Counts.DroppedByClient,
            },
        };
    }

    private long OpenAtEnd(int index) => seconds.Count == 0 ? 0 : seconds.FindLast(second => second.Second < plan.Duration.TotalSeconds)?.Classes[index].Counts.SessionsOpen ?? 0;

    private void Complete(int second, List<LoadFrame> frames)
    {
        LatencyHistogram secondLag = new();
        LoadClassSecond[] classes = [.. plan.Classes.Select((traffic, index) => Merge(traffic.Name, frames, index, secondLag))];
        double cpu = frames.Max(static frame => Share(frame.Usage.Running, frame.Usage));
        double waiting = frames.Max(static frame => Share(frame.Usage.Waiting, frame.Usage));
        GeneratorHealth health = new()
        {
            CpuShare = cpu,
            WaitingShare = waiting,
            LagP99Milliseconds = Lag(secondLag) / 1e6,
            Dropped = classes.Sum(static one => one.Counts.DroppedByClient),
        };
        if (second >= 0 && second < plan.Duration.TotalSeconds)
        {
            lag.Add(secondLag);
            cpuShare += cpu;
            waitingShare += waiting;
            measuredSeconds++;
        }

        LoadSecond merged = new(second, classes, health, frames.Sum(static frame => frame.InFlight), frames.Sum(static frame => frame.Connections));
        if (seconds.Count < SecondsKept)
        {
            seconds.Add(merged);
        }

        watch.Take(merged);
        observer?.OnSecond(merged);
    }

    private static LoadClassSecond Merge(string name, List<LoadFrame> frames, int index, LatencyHistogram lag)
    {
        CountState counts = new();
        LatencyHistogram response = new();
        LatencyHistogram service = new();
        long open = 0;
        foreach (ClassFrame frame in frames.Select(frame => frame.Classes[index]))
        {
            counts.Add(frame.Counts);
            response.Add(frame.Response);
            service.Add(frame.Service);
            lag.Add(frame.Lag);
            open += frame.SessionsOpen;
        }

        return new LoadClassSecond(name, counts.ToCounts(open), response, service);
    }

    /// <summary>Nanoseconds that 99 % do not exceed, and all but a few where there are few: one delay of the scheduler does not make a generator slow.</summary>
    private static double Lag(LatencyHistogram lag) =>
        lag.Percentile(Math.Min(LagPercentile, 100 - (100.0 * LateOnesAllowed / Math.Max(LateOnesAllowed, lag.Count))));

    private static double Share(long part, in ThreadUsage usage) => usage.Elapsed > 0 ? Math.Min(1, part / (double)usage.Elapsed) : 0;
}
