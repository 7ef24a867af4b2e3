using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Drills.Load;

/// <summary>
/// One thread's part of the load: 1 send what is due, 2 fire timers, 3 hand the finished second over, 4 wait for answers or the next send
/// time. It makes no thread itself, so that tests step it in virtual time. Next on the path: <see cref="RequestRunner"/>.
/// </summary>
internal sealed class LoadWorker : IDisposable
{
    private readonly LoadLoop loop;
    private readonly LoadTimes times;
    private readonly IThreadMeter? meter;
    private readonly Action<LoadFrame> deliver;
    private readonly IClassRunner[] runners;
    private readonly SendPace pace = new();
    private (long Running, long Waiting) usedBefore;
    private long frameBegan;
    private int second;
    private volatile bool isCancelled; // Any thread.

    /// <param name="start">Clock time of the first request, the same for all threads.</param>
    /// <param name="deliver">Takes each finished second, on this thread.</param>
    public LoadWorker(LoadPlan plan, int part, IEventLoop events, IClock clock, long start, IThreadMeter? meter, Action<LoadFrame> deliver)
    {
        loop = new LoadLoop(events, clock);
        times = new LoadTimes(plan, start);
        this.meter = meter;
        this.deliver = deliver;
        second = times.FirstSecond;
        SeededRandom random = new(plan.Seed + ((ulong)part * 0x9E3779B97F4A7C15));
        runners = [.. plan.Classes.Select(traffic => traffic.Session is null
            ? (IClassRunner)new RequestRunner(loop, plan, traffic, times, random.Fork(), part)
            : new SessionRunner(loop, plan, traffic, times, random.Fork(), part))];
    }

    public bool IsDone { get; private set; }

    /// <summary>Of each class; complete once it is done.</summary>
    public IEnumerable<ClassRecorder> Recorders => runners.Select(static runner => runner.Recorder);

    /// <summary>When the load really ended, clock time; the plan's end unless it was cancelled.</summary>
    public long EndedSendingAt { get; private set; }

    /// <summary>Any thread: ends at once.</summary>
    public void Cancel()
    {
        isCancelled = true;
        loop.Events.Wake();
    }

    /// <summary>From the thread that steps, before the first step.</summary>
    public void Begin()
    {
        usedBefore = meter?.Read() ?? default;
        frameBegan = loop.NowNanoseconds;
    }

    /// <param name="longestWait">Nanoseconds; a test's own timers may be due sooner.</param>
    public void Step(long longestWait = long.MaxValue)
    {
        long now = loop.NowNanoseconds;
        while (now >= times.EndOf(second))
        {
            Deliver(now);
            second++;
        }

        if (pace.TryBegin(now))
        {
            foreach (IClassRunner runner in runners)
            {
                runner.Advance(now);
            }

            now = loop.NowNanoseconds;
        }

        loop.Timers.Advance(now);
        if (isCancelled || now >= times.WaitEnd || (now >= times.SendEnd && IsIdle()))
        {
            End(now);
            return;
        }

        loop.Events.Turn(Math.Min(longestWait, NextWait(now)));
    }

    public void Dispose() => loop.Events.Dispose();

    private bool IsIdle() => Array.TrueForAll(runners, static runner => runner is SessionRunner || runner.InFlight == 0);

    private long NextWait(long now)
    {
        long next = Math.Min(times.EndOf(second), now < times.SendEnd ? times.SendEnd : times.WaitEnd);
        foreach (IClassRunner runner in runners)
        {
            next = Math.Min(next, pace.After(runner.NextDue));
        }

        long wait = Math.Max(0, next - now);
        long timers = loop.Timers.NanosecondsUntilNext(now);
        return timers < 0 ? wait : Math.Min(wait, timers);
    }

    private void End(long now)
    {
        foreach (IClassRunner runner in runners)
        {
            runner.End(now, isCancelled);
        }

        EndedSendingAt = Math.Min(now, times.SendEnd);
        IsDone = true;
        Deliver(now);
    }

    private void Deliver(long now)
    {
        (long Running, long Waiting) used = meter?.Read() ?? default;
        ThreadUsage usage = new(used.Running - usedBefore.Running, used.Waiting - usedBefore.Waiting, now - frameBegan);
        usedBefore = used;
        frameBegan = now;
        pace.TakeSecond(runners.Sum(static runner => runner.Recorder.SecondLag.Count));
        deliver(new LoadFrame(
            second,
            [.. runners.Select(static runner => runner.Recorder.TakeSecond(runner.SessionsOpen))],
            usage,
            runners.Sum(static runner => runner is SessionRunner ? 0 : runner.InFlight),
            runners.Sum(static runner => runner.Connections)));
    }
}
