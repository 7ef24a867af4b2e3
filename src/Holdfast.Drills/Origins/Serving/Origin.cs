using System.Text;
using Holdfast.Foundation;
using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>
/// A server that breaks in a chosen, realistic way. One thread runs it: it sleeps where a real one would work, so that a fleet fits on
/// two processors. <see cref="Stop"/> may be called by any thread, everything else by the one that calls <see cref="Run"/>.
/// Next on the path: <see cref="OriginDoor"/>, <see cref="OriginClient"/>, <see cref="ServiceFloor"/>, <see cref="OriginLife"/>; orders come by <see cref="ControlDoor"/>.
/// </summary>
public sealed class Origin : IDisposable
{
    // As fine as the kernel's own timer slack: finer would only wake the thread more often.
    private const long TimerResolutionNanoseconds = 50_000;

    private const int ScratchBytes = 64 * 1024;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly OriginOptions options;
    private readonly INetwork network;
    private readonly IClock clock;
    private readonly TimerWheel timers;
    private readonly SeededRandom errorRandom;
    private readonly ServiceDemand demand;
    private readonly ServiceFloor floor;
    private readonly OriginDoor door;
    private readonly ControlDoor control;
    private readonly ActionTimer everySecond;
    private byte[] poison = [];
    private volatile bool leaving;

    public Origin(OriginOptions options, INetwork network, IClock clock)
    {
        this.options = options;
        this.network = network;
        this.clock = clock;
        var random = new SeededRandom(options.Seed);
        demand = new ServiceDemand(random.Fork());
        errorRandom = random.Fork();
        floor = new ServiceFloor(demand);
        Loop = network.CreateLoop();
        timers = new TimerWheel(TimerResolutionNanoseconds, clock.NowNanoseconds);
        door = new OriginDoor(this, network, options.Address, options.BacklogConnections);
        control = new ControlDoor(this, network);
        Life = new OriginLife(this, door, floor, demand);
        everySecond = new ActionTimer(CountSecond);
        Replies = new OriginReplies(options.Name, options.Behaviour.BodyBytes);
        Change(options.Behaviour);
    }

    public string Name => options.Name;

    /// <summary>Where it serves, with the port that was really taken.</summary>
    public NetworkAddress Address => door.Address;

    /// <summary>Where it takes orders.</summary>
    public NetworkAddress? ControlAddress => control.Address;

    /// <summary>Why it died by itself and for good; null while it lives or when it was stopped.</summary>
    public string? CauseOfDeath => Life.CauseOfDeath;

    public OriginBehaviour Behaviour { get; private set; } = new();

    internal IEventLoop Loop { get; }

    internal OriginCounts Counts { get; private set; } = new();

    internal OriginHistory History { get; } = new();

    internal OriginReplies Replies { get; private set; }

    internal bool IsEcho => options.Echo;

    internal OriginLife Life { get; }

    internal long NowNanoseconds => clock.NowNanoseconds;

    internal int Sessions { get; private set; }

    internal int InFlight => floor.InService + floor.Waiting;

    internal int Queued => floor.Waiting;

    internal int Connections => door.Open;

    internal ReadOnlySpan<byte> Poison => poison;

    /// <summary>One for all connections: a head is understood at once and not kept.</summary>
    internal RequestHead Head { get; } = new(HeadLimits.Default);

    internal byte[] ScratchArray { get; } = new byte[ScratchBytes];

    internal Span<byte> Scratch => ScratchArray;

    internal byte[] AnswerScratch { get; } = new byte[EchoSession.MessageBytesMaximum];

    /// <summary>Listens. Null, or why it cannot and what to do.</summary>
    public string? Open()
    {
        string? wrong = ListenFailures.Prepare(network, options) ?? ListenFailures.Explain(door.Listen(), door.Address, "--address");
        wrong ??= options.Control is { } wanted ? ListenFailures.Explain(control.Listen(wanted), wanted, "--control") : null;
        if (wrong is null)
        {
            demand.Start(clock.NowNanoseconds);
            Schedule(everySecond, Second);
            if (options.WatchParent)
            {
                new ParentWatch(this).Begin();
            }
        }

        return wrong;
    }

    /// <summary>Serves until it is stopped or dies for good.</summary>
    public void Run()
    {
        while (!leaving)
        {
            Turn();
        }
    }

    /// <summary>Any thread: ends <see cref="Run"/>.</summary>
    public void Stop()
    {
        leaving = true;
        Loop.Wake();
    }

    /// <summary>One turn of the loop: what has come, what is due, what is done.</summary>
    public void Turn()
    {
        Loop.Turn(NanosecondsToWait());
        long now = clock.NowNanoseconds;
        timers.Advance(now);
        floor.AdvanceTo(now);
        while (!Life.IsFrozen && floor.TryTakeDone() is { } job)
        {
            job.Finish();
        }

        Life.EndTurn();
    }

    /// <summary>What it did, as one JSON object.</summary>
    public string StateJson(int seconds = 0) => OriginStateJson.Write(this, seconds);

    public void Dispose() => Loop.Dispose();

    internal void Schedule(TimerNode timer, TimeSpan delay) => timers.Schedule(timer, clock.NowNanoseconds + (delay.Ticks * TimeSpan.NanosecondsPerTick));

    internal void Cancel(TimerNode timer) => timers.Cancel(timer);

    internal void Change(OriginBehaviour behaviour)
    {
        if (behaviour.BodyBytes != Behaviour.BodyBytes)
        {
            Replies = new OriginReplies(options.Name, behaviour.BodyBytes);
        }

        Behaviour = behaviour;
        poison = behaviour.Poison is null ? [] : Encoding.UTF8.GetBytes(behaviour.Poison);
        demand.Apply(behaviour);
        demand.SessionSlowdown = behaviour.SessionRule.Slowdown(Sessions);
        floor.Apply(behaviour, clock.NowNanoseconds);
        door.Accept();
    }

    /// <summary>False: no place, the answer is 503.</summary>
    internal bool TryAdmit(ServiceJob job)
    {
        if (floor.Admit(job, clock.NowNanoseconds) == Admission.Full)
        {
            Counts.Refused++;
            return false;
        }

        Counts.Admitted++;
        Counts.NoteInFlight(InFlight);
        CheckMemory();
        return true;
    }

    /// <summary>A request has been worked off; what it is answered.</summary>
    internal ReplyKind Finish(bool clientGone)
    {
        double share = Behaviour.ErrorRate;
        bool fails = share > 0 && errorRandom.NextDouble() < share;
        Counts.Abandoned += clientGone ? 1 : 0;
        Counts.Errors += fails && !clientGone ? 1 : 0;
        Counts.Completed += fails || clientGone ? 0 : 1;
        return fails ? ReplyKind.Error : ReplyKind.Good;
    }

    internal void EnterSession()
    {
        Sessions++;
        Counts.OpenedSessions++;
        Counts.NoteSessions(Sessions);
        demand.SessionSlowdown = Behaviour.SessionRule.Slowdown(Sessions);
        if (Behaviour.SessionRule.IsDeadly(Sessions))
        {
            Life.Kill("sessions");
        }

        CheckMemory();
    }

    internal void LeaveSession()
    {
        Sessions--;
        demand.SessionSlowdown = Behaviour.SessionRule.Slowdown(Sessions);
    }

    /// <summary>How long the next message of a session takes.</summary>
    internal TimeSpan SessionDelay() => TimeSpan.FromTicks((long)(demand.Next(1, clock.NowNanoseconds) / TimeSpan.NanosecondsPerTick));

    internal void Forget(OriginClient client, TimerNode? timer, SocketId socket, bool reset)
    {
        if (timer is not null)
        {
            timers.Cancel(timer);
        }

        if (reset)
        {
            Loop.Abort(socket);
        }
        else
        {
            Loop.Close(socket);
        }

        door.Forget(client);
    }

    internal void ResetCounts() => Counts = new OriginCounts();

    private void CheckMemory()
    {
        if (Behaviour.Memory.IsDeadly(InFlight + Sessions))
        {
            Life.Kill("memory");
        }
    }

    private void CountSecond()
    {
        Schedule(everySecond, Second);
        History.Add(new OriginSecond(clock.UtcNow.ToUnixTimeMilliseconds(), Counts.Admitted, Counts.Completed, Counts.Refused, Counts.Errors, InFlight, Connections, Sessions));
    }

    private long NanosecondsToWait()
    {
        long now = clock.NowNanoseconds;
        long timer = timers.NanosecondsUntilNext(now);
        long job = floor.NextDue == long.MaxValue ? long.MaxValue : Math.Max(0, floor.NextDue - now);
        return Math.Min(timer < 0 ? long.MaxValue : timer, job);
    }
}
