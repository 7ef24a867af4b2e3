using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Networking.Simulated;

namespace Holdfast.Drills.Load;

/// <summary>A load and its server in virtual time: minutes pass in milliseconds, and every run is the same.</summary>
internal sealed class SimulatedLoad
{
    private readonly List<(long At, Action Action)> plan = [];
    private readonly IEventLoop loop;

    public SimulatedLoad()
    {
        loop = Network.CreateLoop();
        Server = new ModelServer(Network, loop, Network.Clock, "127.0.0.1:8080");
    }

    public SimulatedNetwork Network { get; } = new();

    public ModelServer Server { get; }

    public List<LoadSecond> Seconds { get; } = [];

    public static long Nanoseconds(double seconds) => (long)(seconds * 1e9);

    /// <summary>Does something at a time from the first request.</summary>
    public void At(double seconds, Action action) => plan.Add((Nanoseconds(seconds), action));

    public LoadResult Run(TrafficClass traffic, double seconds, double warmUp = 0, Func<LoadPlan, LoadPlan>? change = null)
    {
        LoadPlan load = new()
        {
            Targets = [Server.Address],
            Classes = [traffic],
            Duration = TimeSpan.FromSeconds(seconds),
            WarmUp = TimeSpan.FromSeconds(warmUp),
        };
        return Run(change?.Invoke(load) ?? load);
    }

    public LoadResult Run(LoadPlan load)
    {
        VirtualClock clock = Network.Clock;
        long start = clock.NowNanoseconds;
        LoadCollector collector = new(load, new Observer(Seconds));
        using LoadWorker worker = new(load, 0, loop, clock, start, meter: null, collector.Take);
        worker.Begin();
        Queue<(long At, Action Action)> events = new(plan.OrderBy(step => step.At).Select(step => (start + step.At, step.Action)));
        while (!worker.IsDone)
        {
            (long At, Action Action) next;
            while (events.TryPeek(out next) && next.At <= clock.NowNanoseconds)
            {
                events.Dequeue().Action();
            }

            Server.Advance();
            long until = Math.Min(Server.NextDue, events.TryPeek(out next) ? next.At : long.MaxValue);
            worker.Step(Math.Max(0, until - clock.NowNanoseconds));
            if (collector.Broken is not null)
            {
                worker.Cancel();
            }
        }

        return collector.Finish([worker], isCancelled: false, start);
    }

    private sealed class Observer(List<LoadSecond> seconds) : ILoadObserver
    {
        public void OnSecond(LoadSecond second) => seconds.Add(second);
    }
}
