namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>Which server a request goes to: the least busy by weight, or strictly by weight also when it is full.</summary>
internal sealed class ServerPick(World world, Recorder recorder, ServerModel[][] servers)
{
    public ServerModel? For(int pool, ref bool lacksConnection) =>
        world.Plan.StrictWeights ? ByWeight(pool, ref lacksConnection) : LeastBusy(pool, ref lacksConnection);

    private ServerModel? LeastBusy(int pool, ref bool lacksConnection)
    {
        ServerModel? best = null;
        double least = double.MaxValue;
        foreach (ServerModel server in servers[pool])
        {
            if (CanTake(server, ref lacksConnection))
            {
                double busy = (server.InFlight + 1 + (0.01 * world.Draw.Random.NextDouble())) / server.Weight;
                (best, least) = busy < least ? (server, busy) : (best, least);
            }
        }

        return best;
    }

    private ServerModel? ByWeight(int pool, ref bool lacksConnection)
    {
        double weights = servers[pool].Sum(server => server.IsHealthy ? server.Weight : 0);
        double place = world.Draw.Random.NextDouble() * weights;
        foreach (ServerModel server in servers[pool])
        {
            if (server.IsHealthy && server.Weight > 0 && (place -= server.Weight) < 0)
            {
                return CanTake(server, ref lacksConnection) ? server : null;
            }
        }

        return null;
    }

    private bool CanTake(ServerModel server, ref bool lacksConnection)
    {
        if (!server.IsHealthy || server.Weight <= 0 || server.InFlight >= server.Limit)
        {
            return false;
        }

        if (server.Idle == 0 && server.Open >= server.ConnectionCap)
        {
            lacksConnection = true;
            recorder.CountServer(server, Signal.ConnectionWaits);
            return false;
        }

        return true;
    }
}
