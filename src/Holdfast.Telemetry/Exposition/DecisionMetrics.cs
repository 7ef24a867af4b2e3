using System.Text;

namespace Holdfast.Telemetry;

/// <summary>Decisions that are rare and that somebody asks after: what was not done, and why; who was marked.</summary>
internal static class DecisionMetrics
{
    // A client's name is a label, and labels must not grow without end: at one moment no more than this for a pool, and only who makes a tenth
    // of the load, as those do whom one looks for when a pool is short. Everybody else is in the status, which keeps nothing.
    private const int ClientsMaximum = 5;
    private const double NoticeableShare = 0.1;

    public static void Write(PrometheusWriter writer, IReadOnlyList<PoolReading> pools)
    {
        (byte[] Label, PoolReading Pool)[] guarded = [.. pools.Where(pool => pool.IsProtected).Select(pool => (PrometheusWriter.Label("pool", pool.Name), pool))];
        writer.Family("holdfast_pool_ejections_spared_total", "counter", "Servers that were not taken out, or brought back, because more than half showed the same in the same moment, by reason.");
        foreach ((byte[] label, PoolReading pool) in guarded)
        {
            foreach ((string reason, long count) in pool.Spared)
            {
                writer.Sample(default, label, PrometheusWriter.Label("reason", reason), count);
            }
        }

        writer.Family("holdfast_pool_fair_share_marks_total", "counter", "Times that a client was found to be over its fair share.");
        foreach ((byte[] label, PoolReading pool) in guarded)
        {
            writer.Sample(label, pool.FairShareMarks);
        }

        writer.Family("holdfast_pool_refused_on_the_way_total", "counter", "Requests that were refused because as many as may wait, or as much memory, were on their way to the queue already, by reason.");
        foreach ((byte[] label, PoolReading pool) in guarded)
        {
            writer.Sample(default, label, PrometheusWriter.Label("reason", "count"), pool.RefusedOnTheWay.ForCount);
            writer.Sample(default, label, PrometheusWriter.Label("reason", "bytes"), pool.RefusedOnTheWay.ForBytes);
        }

        WriteClients(writer, guarded);
    }

    private static void WriteClients(PrometheusWriter writer, (byte[] Label, PoolReading Pool)[] pools)
    {
        writer.Family("holdfast_pool_heavy_client_share", "gauge", "Part of the service time asked of the pool that the client asks for, 0 to 1; the five heaviest at most, with a tenth or more.");
        foreach ((byte[] label, PoolReading pool) in pools)
        {
            foreach (ClientReading client in pool.Clients.Where(client => client.Share >= NoticeableShare).Take(ClientsMaximum))
            {
                writer.Sample(default, label, LabelOf(client), client.Share);
            }
        }
    }

    private static byte[] LabelOf(ClientReading client) =>
        Encoding.UTF8.GetBytes($"client=\"{PrometheusWriter.Escape(client.Client)}\",over_fair_share=\"{(client.IsOverFairShare ? "yes" : "no")}\"");
}
