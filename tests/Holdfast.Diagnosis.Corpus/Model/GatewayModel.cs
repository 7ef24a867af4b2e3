namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>A gateway with limits, a bounded queue, connection caps, health by probes and by traffic: what Holdfast does, in few words.</summary>
internal sealed class GatewayModel(World world, Recorder recorder)
{
    private const int FailuresUntilOut = 5;

    private readonly Queue<Request>[] queues = [.. Enumerable.Range(0, world.Plan.Pools).Select(_ => new Queue<Request>())];
    private readonly int[] queued = new int[world.Plan.Pools];
    private ServerPick? choice;
    private ProbeModel? probes;
    private ServerWork? work;
    private readonly ServerModel[][] servers = [.. Enumerable.Range(0, world.Plan.Pools).Select(pool => world.Plan.Servers.Where(server => server.Pool == pool).ToArray())];

    private WorldPlan Plan => world.Plan;

    private double Now => world.Now;

    public int QueuedIn(int pool) => queued[pool];

    public void Begin()
    {
        choice = new ServerPick(world, recorder, servers);
        work = new ServerWork(world, Finish);
        probes = new ProbeModel(world, recorder, work.Put, Pull);
        probes.Begin();
    }

    public void Take(Request request)
    {
        if (queued[request.Pool] > 0 || !TryBind(request))
        {
            Queue(request);
        }
    }

    public void GiveUp(Request request)
    {
        if (request.IsDone)
        {
            return;
        }

        // Who left is nobody's failure in the counters, but the user saw none the less.
        recorder.Count(request, Signal.ClientGone);
        Leave(request);
        world.Disappoint(request);
    }

    public void Crash(ServerModel server) => ServerWork.Crash(server);

    private void Queue(Request request)
    {
        if (queued[request.Pool] >= Plan.QueuePlaces)
        {
            Shed(request, Signal.ShedOverload);
            return;
        }

        if (!servers[request.Pool].Any(server => server.IsHealthy && server.Weight > 0))
        {
            Fail(request, Signal.FailedNoServer);
            return;
        }

        request.IsQueued = true;
        queued[request.Pool]++;
        queues[request.Pool].Enqueue(request);
        world.After(Plan.QueueSeconds, () =>
        {
            if (request.IsQueued)
            {
                Shed(request, Signal.ShedWaited);
            }
        });
    }

    private void Shed(Request request, Signal why)
    {
        recorder.Count(request, why);
        Leave(request);
        world.Disappoint(request);
    }

    private void Fail(Request request, Signal why)
    {
        recorder.Count(request, why);
        Leave(request);
        world.Disappoint(request);
    }

    private void Leave(Request request)
    {
        request.IsDone = true;
        request.Stage++;
        if (request.IsQueued)
        {
            request.IsQueued = false;
            queued[request.Pool]--;
        }

        if (request.Server is { } server)
        {
            // Its connection is of no more use: an answer may still be under way on it.
            server.Open--;
            Release(request, server);
        }
    }

    private void Release(Request request, ServerModel server)
    {
        server.InFlight--;
        request.Server = null;
        Pull(request.Pool);
    }

    private void Pull(int pool)
    {
        Queue<Request> queue = queues[pool];
        while (queue.TryPeek(out Request? head))
        {
            if (head.IsQueued && !TryBind(head))
            {
                return;
            }

            queue.Dequeue();
        }
    }

    private bool TryBind(Request request)
    {
        bool lacksConnection = false;
        ServerModel? server = choice!.For(request.Pool, ref lacksConnection);
        if (server is null)
        {
            if (lacksConnection && !request.WaitedForConnection)
            {
                request.WaitedForConnection = true;
                recorder.CountPool(request.Pool, Signal.ConnectionWaits);
            }

            return false;
        }

        if (request.IsQueued)
        {
            request.IsQueued = false;
            queued[request.Pool]--;
        }

        Bind(request, server);
        return true;
    }

    private void Bind(Request request, ServerModel server)
    {
        (request.Server, request.Bound) = (server, Now);
        int stage = ++request.Stage;
        server.InFlight++;
        recorder.Count(request, Signal.Admitted);
        recorder.CountServer(server, Signal.Admitted);
        recorder.Sample(request, null, Signal.QueueWaitMedian, Now - request.Arrived);
        if (server.Idle > 0)
        {
            server.Idle--;
            Send(request, server, stage, Transit(server));
        }
        else
        {
            server.Open++;
            Connect(request, server, stage);
        }

        world.After(Plan.FirstByteTimeoutSeconds + Plan.ConnectTimeoutSeconds, () =>
        {
            if (request.Stage == stage)
            {
                Blame(server);
                FailAttempt(request, server, Signal.FailedFirstByte);
            }
        });
    }

    private void Connect(Request request, ServerModel server, int stage)
    {
        if (server.Refuses)
        {
            world.After(0.0005, () =>
            {
                if (request.Stage == stage)
                {
                    Blame(server);
                    FailAttempt(request, server, Signal.FailedRefused);
                }
            });
            return;
        }

        double loss = Plan.Loss[server.Zone];
        double seconds = Plan.ConnectSeconds * world.Draw.LogNormal(0.5);
        // A lost SYN is sent again after one second, then two more.
        for (double pause = 1; world.Draw.Chance(loss); pause *= 2)
        {
            seconds += pause;
        }

        if (seconds > Plan.ConnectTimeoutSeconds)
        {
            world.After(Plan.ConnectTimeoutSeconds, () =>
            {
                if (request.Stage == stage)
                {
                    Blame(server);
                    FailAttempt(request, server, Signal.FailedConnectTimeout);
                }
            });
            return;
        }

        recorder.Sample(request, server, Signal.ConnectMedian, seconds);
        Send(request, server, stage, seconds + Transit(server));
    }

    /// <summary>There and back; lost packets cost a retransmission timeout each.</summary>
    private double Transit(ServerModel server)
    {
        double loss = Plan.Loss[server.Zone];
        double seconds = Plan.ConnectSeconds + Plan.GatewayStall * world.Draw.Random.NextDouble();
        for (double pause = 0.2; pause < 4 && world.Draw.Chance(loss); pause *= 2)
        {
            seconds += pause;
        }

        return seconds;
    }

    private void Send(Request request, ServerModel server, int stage, double seconds)
    {
        if (Plan.Loss[server.Zone] > 0 && world.Draw.Chance(Plan.Loss[server.Zone] * 0.15))
        {
            world.After(seconds, () =>
            {
                if (request.Stage == stage)
                {
                    Blame(server);
                    FailAttempt(request, server, Signal.FailedReset);
                }
            });
            return;
        }

        world.After(seconds, () =>
        {
            if (server.Refuses)
            {
                if (request.Stage == stage)
                {
                    Blame(server);
                    FailAttempt(request, server, Signal.FailedReset);
                }

                return;
            }

            work!.Put(server, new Job(request, stage, Plan.RouteSeconds[request.Route], Now));
        });
    }

    private void Finish(ServerModel server, Job job)
    {
        if (server.Silent)
        {
            return;
        }

        if (job.Request is not { } request)
        {
            probes!.Answered(server, job);
            return;
        }

        if (request.Stage != job.Stage)
        {
            // Work for somebody who has left: nobody sees it, and it cost as much.
            return;
        }

        recorder.Sample(request, server, Signal.FirstByteMedian, Now - request.Bound);
        double failing = Math.Max(server.FailShare, server.RouteFailShare.Length > 0 ? server.RouteFailShare[request.Route] : 0);
        if (failing > 0 && world.Draw.Chance(failing))
        {
            recorder.CountServer(server, Signal.FailedServerError);
            server.Idle++;
            Count(request, Signal.FailedServerError);
            Release(request, server);
            return;
        }

        server.Failures = 0;
        world.After(Plan.HoldSeconds * server.HoldFactor * world.Draw.LogNormal(0.5), () => Complete(request, server, job.Stage));
    }

    private void Count(Request request, Signal why)
    {
        recorder.Count(request, why);
        request.IsDone = true;
        request.Stage++;
        world.Disappoint(request);
    }

    private void Complete(Request request, ServerModel server, int stage)
    {
        if (request.Stage != stage)
        {
            return;
        }

        recorder.Count(request, Signal.Good);
        recorder.CountServer(server, Signal.Good);
        request.IsDone = true;
        request.Stage++;
        if (world.Draw.Chance(1 / Plan.RequestsPerConnection))
        {
            server.Open--;
        }
        else
        {
            server.Idle++;
        }

        Release(request, server);
    }

    private void FailAttempt(Request request, ServerModel server, Signal why)
    {
        recorder.CountServer(server, why);
        server.Open--;
        request.Stage++;
        server.InFlight--;
        request.Server = null;
        if (why != Signal.FailedFirstByte && request.OwnRetries++ == 0)
        {
            recorder.Count(request, Signal.OwnRetries);
            Take(request);
        }
        else
        {
            recorder.Count(request, why);
            request.IsDone = true;
            world.Disappoint(request);
        }

        Pull(request.Pool);
    }

    private void Blame(ServerModel server)
    {
        if (++server.Failures >= FailuresUntilOut && server.IsHealthy && !IsCommon(server))
        {
            ProbeModel.PutOut(server, world);
        }
    }

    // When most of a pool fails, putting servers out makes it worse.
    private bool IsCommon(ServerModel server) =>
        servers[server.Pool].Count(other => !other.IsHealthy || other.Failures > 1) * 2 > servers[server.Pool].Length;
}
