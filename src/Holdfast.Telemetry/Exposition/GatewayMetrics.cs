using System.Globalization;

namespace Holdfast.Telemetry;

internal static class GatewayMetrics
{
    public static void Write(PrometheusWriter writer, MetricCatalog catalog)
    {
        // One gateway, so no label tells it apart: its sums are written here, not as a series.
        foreach (CounterSeries<GatewayCounters> gateway in catalog.Gateways())
        {
            WriteClients(writer, gateway);
            WriteTimeouts(writer, gateway);
            WriteRejections(writer, gateway, catalog.Labels.Rejections);
            WriteWorkers(writer, gateway);
        }
    }

    private static void WriteClients(PrometheusWriter writer, CounterSeries<GatewayCounters> gateway)
    {
        Value(writer, "clients_accepted_total", "counter", "Connections accepted from clients.", gateway.Sum(one => one.ClientsAccepted));
        Value(writer, "clients_refused_total", "counter", "Connections refused because the gateway had as many as it may take.", gateway.Sum(one => one.ClientsRefused));
        Value(writer, "clients_refused_by_address_total", "counter", "Connections refused because their address had as many as one may have.", gateway.Sum(one => one.ClientsRefusedByAddress));
        Value(writer, "clients_let_go_total", "counter", "Idle connections closed for a newcomer because the gateway had as many as it may take.", gateway.Sum(one => one.ClientsLetGo));
        Value(writer, "clients_current", "gauge", "Clients that are connected.", gateway.Sum(one => one.ClientsCurrent));
        Value(writer, "accept_pauses_total", "counter", "Times that accepting paused for want of descriptors or memory.", gateway.Sum(one => one.AcceptPauses));
        Value(writer, "tunnels_current", "gauge", "Connections that are tunnels, such as WebSockets.", gateway.Sum(one => one.TunnelsCurrent));
        Value(writer, "client_received_bytes_total", "counter", "Bytes from clients.", gateway.Sum(one => one.BytesIn));
        Value(writer, "client_sent_bytes_total", "counter", "Bytes to clients.", gateway.Sum(one => one.BytesOut));
        Value(writer, "oddities_total", "counter", "Harmless things that cannot happen but did.", gateway.Sum(one => one.Oddities));
    }

    private static void WriteTimeouts(PrometheusWriter writer, CounterSeries<GatewayCounters> gateway)
    {
        writer.Family("holdfast_client_timeouts_total", "counter", "Client connections that were closed for being slow, by what they were slow at.");
        writer.Sample("phase=\"head\""u8, gateway.Sum(one => one.HeadTimeouts));
        writer.Sample("phase=\"idle\""u8, gateway.Sum(one => one.IdleTimeouts));
        writer.Sample("phase=\"body\""u8, gateway.Sum(one => one.BodyTimeouts));
    }

    private static void WriteRejections(PrometheusWriter writer, CounterSeries<GatewayCounters> gateway, IReadOnlyList<string> reasons)
    {
        writer.Family("holdfast_bad_requests_total", "counter", "Requests that were refused as invalid, by reason.");
        for (int reason = 0; reason < reasons.Count; reason++)
        {
            writer.Sample(PrometheusWriter.Label("reason", reasons[reason]), gateway.Sum(one => one.Rejections[reason]));
        }
    }

    private static void WriteWorkers(PrometheusWriter writer, CounterSeries<GatewayCounters> gateway)
    {
        writer.Family("holdfast_worker_busy_seconds_total", "counter", "Time that a worker spent working; near 1 s/s it is saturated.");
        ForEachWorker(gateway, (label, one) => writer.Sample(default, label, default, one.LoopBusyNanoseconds / 1e9));
        writer.Family("holdfast_worker_turns_total", "counter", "Turns of a worker's event loop.");
        ForEachWorker(gateway, (label, one) => writer.Sample(label, one.LoopTurns));
        writer.Family("holdfast_worker_clients", "gauge", "Clients that a worker serves.");
        ForEachWorker(gateway, (label, one) => writer.Sample(label, one.ClientsCurrent));
    }

    private static void ForEachWorker(CounterSeries<GatewayCounters> gateway, Action<byte[], GatewayCounters> write)
    {
        for (int worker = 0; worker < gateway.Workers.Count; worker++)
        {
            if (gateway.Workers[worker] is GatewayCounters counters)
            {
                write(PrometheusWriter.Label("worker", worker.ToString(CultureInfo.InvariantCulture)), counters);
            }
        }
    }

    private static void Value(PrometheusWriter writer, string name, string type, string help, long value)
    {
        writer.Family("holdfast_" + name, type, help);
        writer.Sample(default, value);
    }
}
