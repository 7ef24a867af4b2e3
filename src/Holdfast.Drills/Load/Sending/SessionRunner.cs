using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>A class whose arrivals are users that stay, each with a connection of its own. Loop's thread only. Next: <see cref="SessionUser"/>.</summary>
internal sealed class SessionRunner : IClassRunner
{
    private readonly ArrivalSchedule schedule;
    private readonly Lane[] lanes;
    private readonly int usersMaximum;
    private readonly Stack<SessionUser> unused = new();
    private readonly List<SessionUser> all = [];
    private int nextLane;

    public SessionRunner(LoadLoop loop, LoadPlan plan, TrafficClass traffic, LoadTimes times, SeededRandom random, int part)
    {
        Loop = loop;
        Traffic = traffic;
        Session = traffic.Session!;
        Times = times;
        Random = random;
        Host = plan.Host.Length > 0 ? plan.Host : plan.Targets[0].ToString();
        schedule = new ArrivalSchedule(traffic.Rate, plan.WarmUp, traffic.Arrivals == ArrivalPattern.Poisson ? random.Fork() : null, part, plan.Threads);
        Mix = new RequestMix(traffic, Host, random.Fork());
        lanes = [.. Enumerable.Range(0, traffic.Clients?.Count ?? 1).SelectMany(client => plan.Targets.Select(target => new Lane(target, traffic.Clients is { } clients ? clients[client] : default)))];
        usersMaximum = LoadShares.Of(Session.UsersMaximum, part, plan.Threads);
        Recorder = new ClassRecorder(traffic, times);
    }

    public ClassRecorder Recorder { get; }

    public LoadLoop Loop { get; }

    public TrafficClass Traffic { get; }

    public SessionPlan Session { get; }

    public LoadTimes Times { get; }

    public SeededRandom Random { get; }

    public RequestMix Mix { get; }

    public string Host { get; }

    /// <summary>Users here now.</summary>
    public long InFlight => all.Count - unused.Count;

    public long Connections { get; set; }

    public long SessionsOpen { get; set; }

    public long NextDue
    {
        get
        {
            long due = schedule.Due;
            return due == ArrivalSchedule.Never || Times.Start + due >= Times.SendEnd ? ArrivalSchedule.Never : Times.Start + due;
        }
    }

    public void Advance(long now)
    {
        while (NextDue <= now)
        {
            Arrive(Times.Start + schedule.Due, now);
            schedule.Advance();
            now = Loop.NowNanoseconds;
        }
    }

    public Lane NextLane()
    {
        Lane lane = lanes[nextLane];
        nextLane = nextLane + 1 == lanes.Length ? 0 : nextLane + 1;
        return lane;
    }

    public void Leave(SessionUser user) => unused.Push(user);

    public void End(long now, bool isCancelled)
    {
        foreach (SessionUser user in all)
        {
            user.End();
        }
    }

    private void Arrive(long intendedAt, long now)
    {
        Recorder.Count(CountKind.SessionsIntended, intendedAt);
        if (unused.TryPop(out SessionUser? user))
        {
            user.Come(intendedAt, now);
        }
        else if (all.Count < usersMaximum)
        {
            user = Session.Protocol == SessionProtocol.WebSocket ? new WebSocketUser(this) : new HttpUser(this);
            all.Add(user);
            user.Come(intendedAt, now);
        }
        else
        {
            Recorder.Count(CountKind.DroppedByServer, intendedAt);
        }
    }
}
