namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>Health checks: jobs like any other for the server, and each waited for no longer than its timeout.</summary>
internal sealed class ProbeModel(World world, Recorder recorder, Action<ServerModel, Job> put, Action<int> pull)
{
    private const int ProbesUntilOut = 3;

    public void Begin()
    {
        foreach (ServerModel server in world.Plan.Servers)
        {
            world.At(world.Draw.Random.NextDouble() * world.Plan.ProbeIntervalSeconds, () => Probe(server));
        }
    }

    public static void PutOut(ServerModel server, World world)
    {
        double now = world.Now;
        world.Plan.Note(now, server, "out");
        server.IsHealthy = false;
        server.OutUntil = now + 5;
        (server.Successes, server.Idle) = (0, 0);
        server.Open = server.InFlight;
    }

    private void Probe(ServerModel server)
    {
        world.After(world.Plan.ProbeIntervalSeconds, () => Probe(server));
        for (int monitor = 0; monitor < world.Plan.Monitors; monitor++)
        {
            recorder.CountServer(server, Signal.Probes);
            recorder.CountPool(server.Pool, Signal.Probes);
            SendProbe(server, judges: monitor == 0);
        }
    }

    private void SendProbe(ServerModel server, bool judges)
    {
        double sent = world.Now;
        double loss = world.Plan.Loss[server.Zone];
        double delay = world.Plan.ConnectSeconds;
        for (double pause = 1; world.Draw.Chance(loss); pause *= 2)
        {
            delay += pause;
        }

        world.After(delay, () =>
        {
            if (!server.Refuses)
            {
                put(server, new Job(null, judges ? 1 : 0, world.Plan.ProbeCost, sent));
            }
        });
        if (judges)
        {
            int answered = server.Answered;
            world.After(server.Refuses ? 0.001 : world.Plan.ProbeTimeoutSeconds, () =>
            {
                if (server.Answered == answered)
                {
                    Wait(server, isLost: delay > world.Plan.ProbeTimeoutSeconds);
                    ProbeFailed(server);
                }
            });
        }
    }

    // One that is answered too late counts when its answer comes; nobody will answer this one.
    private void Wait(ServerModel server, bool isLost)
    {
        if (isLost || server.Silent)
        {
            recorder.CountServer(server, Signal.ProbeSeconds, world.Plan.ProbeTimeoutSeconds);
            recorder.CountPool(server.Pool, Signal.ProbeSeconds, world.Plan.ProbeTimeoutSeconds);
        }
    }

    private void ProbeFailed(ServerModel server)
    {
        recorder.CountServer(server, Signal.ProbeFailures);
        recorder.CountPool(server.Pool, Signal.ProbeFailures);
        server.Successes = 0;
        if (++server.FailedProbes >= ProbesUntilOut && server.IsHealthy)
        {
            PutOut(server, world);
        }
    }

    public void Answered(ServerModel server, Job job)
    {
        // Nobody waits for a probe longer than its timeout, so that no more can be measured; the server works on all the same.
        double waited = Math.Min(world.Now - job.Since, world.Plan.ProbeTimeoutSeconds);
        recorder.CountServer(server, Signal.ProbeSeconds, waited);
        recorder.CountPool(server.Pool, Signal.ProbeSeconds, waited);
        if (job.Stage == 0 || world.Now - job.Since > world.Plan.ProbeTimeoutSeconds)
        {
            return;
        }

        server.Answered++;
        server.FailedProbes = 0;
        if (++server.Successes >= 2 && !server.IsHealthy && world.Now >= server.OutUntil)
        {
            server.IsHealthy = true;
            world.Plan.Note(world.Now, server, "available");
            server.Failures = 0;
            pull(server.Pool);
        }
    }
}
