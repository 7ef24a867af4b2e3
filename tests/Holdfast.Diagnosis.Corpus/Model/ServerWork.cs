namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>What happens inside the servers: jobs wait for a place, and take longer the more are there.</summary>
internal sealed class ServerWork(World world, Action<ServerModel, Job> finished)
{
    public static void Crash(ServerModel server)
    {
        server.Refuses = true;
        server.Waiting.Clear();
        (server.Working, server.Idle) = (0, 0);
    }

    public void Put(ServerModel server, Job job)
    {
        if (server.Silent)
        {
            return;
        }

        server.Waiting.Enqueue(job);
        if (server.Crowd >= server.DiesAt)
        {
            Crash(server);
            return;
        }

        Work(server);
    }

    private void Work(ServerModel server)
    {
        while (server.Working < server.Places && server.Waiting.TryDequeue(out Job job))
        {
            server.Working++;
            double crowd = Math.Max(0, server.Crowd - server.Places) / (double)server.Places;
            double seconds = job.Cost * server.Slowness * RouteFactor(server, job) * (1 + (server.Crowding * crowd)) * world.Draw.LogNormal(world.Plan.ServiceVariation);
            world.After(seconds, () =>
            {
                if (!server.Refuses)
                {
                    server.BusySeconds += Math.Min(seconds, 1) * server.ProcessorShare;
                    server.Working--;
                    finished(server, job);
                    Work(server);
                }
            });
        }
    }

    private static double RouteFactor(ServerModel server, Job job) =>
        job.Request is { } request && server.RouteSlowness.Length > 0 ? server.RouteSlowness[request.Route] : 1;
}
