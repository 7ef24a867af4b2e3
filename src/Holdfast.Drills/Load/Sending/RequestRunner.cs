using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>
/// A class whose arrivals are requests: 1 due, 2 find a connection or wait for one, 3 send, 4 end, 5 again or count. A slow server never
/// slows step 1 down. Loop's thread only. Next on the path: <see cref="LoadConnection"/>.
/// </summary>
internal sealed class RequestRunner : IClassRunner, IAttemptOwner
{
    private readonly LoadLoop loop;
    private readonly TrafficClass traffic;
    private readonly LoadTimes times;
    private readonly ArrivalSchedule schedule;
    private readonly RequestMix mix;
    private readonly SeededRandom random;
    private readonly ConnectionSet connections;
    private readonly RequestRing waiting;
    private readonly PriorityQueue<LoadRequest, long> repeated = new();
    private readonly long patience;
    private readonly int inFlightMaximum;
    private bool isServing;
    private bool hasEnded;

    public RequestRunner(LoadLoop loop, LoadPlan plan, TrafficClass traffic, LoadTimes times, SeededRandom random, int part)
    {
        this.loop = loop;
        this.traffic = traffic;
        this.times = times;
        this.random = random;
        schedule = new ArrivalSchedule(traffic.Rate, plan.WarmUp, traffic.Arrivals == ArrivalPattern.Poisson ? random.Fork() : null, part, plan.Threads);
        mix = new RequestMix(traffic, plan.Host.Length > 0 ? plan.Host : plan.Targets[0].ToString(), random.Fork());
        connections = new ConnectionSet(loop, this, plan.Targets, traffic.Clients, LoadShares.Of(traffic.ConnectionsMaximum, part, plan.Threads));
        inFlightMaximum = LoadShares.Of(traffic.InFlightMaximum, part, plan.Threads);
        waiting = new RequestRing(inFlightMaximum);
        patience = LoadTimes.Nanoseconds(traffic.Timeout);
        Recorder = new ClassRecorder(traffic, times);
    }

    public ClassRecorder Recorder { get; }

    public long InFlight { get; private set; }

    public long Connections => connections.Count;

    public long SessionsOpen => 0;

    public long NextDue
    {
        get
        {
            long next = NextArrival();
            if (repeated.TryPeek(out _, out long again))
            {
                next = Math.Min(next, again);
            }

            return waiting.Count > 0 ? Math.Min(next, waiting.First.IntendedAt + patience) : next;
        }
    }

    public void Advance(long now)
    {
        while (NextArrival() <= now)
        {
            Arrive(times.Start + schedule.Due, now);
            schedule.Advance();
            now = loop.NowNanoseconds;
        }

        while (repeated.TryPeek(out _, out long again) && again <= now)
        {
            Start(repeated.Dequeue(), now);
        }

        while (waiting.Count > 0 && waiting.First.IntendedAt + patience <= now)
        {
            Finish(waiting.Take(), AttemptEnd.Failed(FailureReason.Timeout), now);
        }
    }

    public void OnEnd(LoadConnection connection, in AttemptEnd end)
    {
        long now = loop.NowNanoseconds;
        LoadRequest request = connection.Request;
        Return(connection, end);
        if (hasEnded)
        {
            return;
        }

        if (end.IsAnswer)
        {
            Recorder.CountStatus(request, end.Status);
        }

        if (end.IsWorthRetry && request.Attempts < traffic.Retry.AttemptsMaximum)
        {
            repeated.Enqueue(request, now + Pause(request.Attempts));
        }
        else
        {
            Finish(request, end, now);
        }

        ServeWaiting();
    }

    public void OnIdleClosed(LoadConnection connection) => connections.ForgetIdle(connection);

    public void End(long now, bool isCancelled)
    {
        hasEnded = true;
        foreach (LoadConnection connection in connections.All)
        {
            bool isBusy = connection.IsBusy;
            connection.Close();
            if (isBusy)
            {
                CutOff(connection.Request, now, isCancelled);
            }
        }

        while (waiting.Count > 0)
        {
            CutOff(waiting.Take(), now, isCancelled);
        }

        while (repeated.TryDequeue(out LoadRequest request, out _))
        {
            CutOff(request, now, isCancelled);
        }
    }

    private long NextArrival()
    {
        long due = schedule.Due;
        return due == ArrivalSchedule.Never || times.Start + due >= times.SendEnd ? ArrivalSchedule.Never : times.Start + due;
    }

    private void Arrive(long intendedAt, long now)
    {
        LoadRequest request = new() { IntendedAt = intendedAt, LoopLag = now - intendedAt, Shape = mix.Choose() };
        Recorder.CountIntended(request);
        if (InFlight >= inFlightMaximum)
        {
            Recorder.CountDropped(request, byClient: false);
            return;
        }

        InFlight++;
        Start(request, now);
    }

    private void Start(in LoadRequest request, long now)
    {
        // Who waits already goes first.
        if (waiting.Count == 0 && connections.TryTake() is { } connection)
        {
            Begin(connection, request, now);
        }
        else if (!waiting.TryAdd(request))
        {
            Drop(request, byClient: false);
        }
    }

    private void Begin(LoadConnection connection, in LoadRequest request, long now)
    {
        connection.Request = request;
        connection.Request.SentAt = now;
        connection.Request.Attempts++;
        Recorder.CountBegun(connection.Request);
        connection.Begin(mix.Of(request.Shape, connection.Request.Attempts), connection.Lane!, now, patience);
    }

    /// <summary>An end within the call that began the attempt must not serve again from within: a dead server would exhaust the stack.</summary>
    private void ServeWaiting()
    {
        if (isServing)
        {
            return;
        }

        isServing = true;
        while (waiting.Count > 0 && connections.TryTake() is { } connection)
        {
            Begin(connection, waiting.Take(), loop.NowNanoseconds);
        }

        isServing = false;
    }

    private void Return(LoadConnection connection, in AttemptEnd end)
    {
        if (end.KeepsConnection && traffic.KeepAlive)
        {
            connections.Release(connection);
        }
        else
        {
            connection.Close();
            connections.Forget(connection);
        }
    }

    private void Finish(in LoadRequest request, in AttemptEnd end, long now)
    {
        if (end.ClientLimited)
        {
            Drop(request, byClient: true);
        }
        else
        {
            InFlight--;
            Recorder.CountEnd(request, end, now);
        }
    }

    private void Drop(in LoadRequest request, bool byClient)
    {
        InFlight--;
        Recorder.CountDropped(request, byClient);
    }

    private void CutOff(in LoadRequest request, long now, bool isCancelled)
    {
        InFlight--;
        if (isCancelled)
        {
            Recorder.CountUnfinished(request);
        }
        else
        {
            Recorder.CountEnd(request, AttemptEnd.Failed(FailureReason.Timeout), now);
        }
    }

    private long Pause(int attempts)
    {
        if (traffic.Retry.Kind != RetryKind.Backoff)
        {
            return 0;
        }

        double bound = Math.Min(traffic.Retry.PauseMaximum.TotalSeconds, traffic.Retry.FirstPause.TotalSeconds * Math.Pow(2, attempts - 1));
        return (long)(random.NextDouble() * bound * LoadTimes.Second);
    }
}
