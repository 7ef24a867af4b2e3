using System.Text;

namespace Holdfast.Telemetry;

/// <summary>Who was held back by which bulkhead.</summary>
internal static class BulkheadMetrics
{
    public static void Write(PrometheusWriter writer, IReadOnlyList<PoolReading> pools)
    {
        (byte[] Label, BulkheadReading Reading)[] all = [.. pools.SelectMany(pool => pool.Bulkheads.Select(one => (LabelOf(pool, one), one)))];
        if (all.Length == 0)
        {
            return;
        }

        Family(writer, "bulkhead_places", "gauge", "Requests at servers at once that the route may have while others want the pool.", all, one => one.Places);
        Family(writer, "bulkhead_in_flight", "gauge", "Requests of the route that are at servers.", all, one => one.InFlight);
        Family(writer, "bulkhead_waiting", "gauge", "Requests of the route that wait.", all, one => one.Waiting);
        Family(writer, "bulkhead_held_total", "counter", "Requests that stood back for others because their route held its share.", all, one => one.Held);
        Family(writer, "bulkhead_shed_total", "counter", "Requests of the route that were refused for want of capacity.", all, one => one.Shed);
    }

    private static void Family(PrometheusWriter writer, string name, string type, string help, (byte[] Label, BulkheadReading Reading)[] all, Func<BulkheadReading, long> value)
    {
        writer.Family("holdfast_" + name, type, help);
        foreach ((byte[] label, BulkheadReading reading) in all)
        {
            writer.Sample(label, value(reading));
        }
    }

    private static byte[] LabelOf(PoolReading pool, BulkheadReading one) =>
        Encoding.UTF8.GetBytes($"pool=\"{PrometheusWriter.Escape(pool.Name)}\",route=\"{PrometheusWriter.Escape(one.Route)}\"");
}
