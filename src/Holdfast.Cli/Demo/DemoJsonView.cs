using System.Text.Json;

namespace Holdfast.Cli;

/// <summary>One JSON object a line: first where everything is, then each second, at the end the summary.</summary>
internal sealed class DemoJsonView : IDemoView
{
    public void Run(DemoFleet fleet, Func<DemoSample?> next)
    {
        JsonOutput.Write(
            writer =>
            {
                writer.WriteString("kind", "start");
                writer.WriteString("gateway", fleet.Host.Gateway.Addresses[0].ToString());
                writer.WriteString("admin", fleet.Host.AdminAddress?.ToString());
            },
            indented: false);
        DemoSample? last = null;
        while (next() is { } sample)
        {
            last = sample;
            Write("second", sample);
        }

        Write("summary", last ?? fleet.Meter.Sample());
    }

    private static void Write(string kind, DemoSample sample) => JsonOutput.Write(
        writer =>
        {
            writer.WriteString("kind", kind);
            writer.WriteNumber("elapsedSeconds", Math.Round(sample.Elapsed.TotalSeconds, 1));
            writer.WriteNumber("sent", sample.Sent);
            writer.WriteNumber("answered", sample.Answered);
            writer.WriteNumber("failed", sample.Failed);
            writer.WriteNumber("underWay", sample.UnderWay);
            writer.WriteNumber("requestsPerSecond", Math.Round(sample.RequestsPerSecond, 1));
            writer.WriteStartArray("servers");
            foreach (DemoServerSample server in sample.Servers)
            {
                WriteServer(writer, server);
            }

            writer.WriteEndArray();
        },
        indented: false);

    private static void WriteServer(Utf8JsonWriter writer, DemoServerSample server)
    {
        writer.WriteStartObject();
        writer.WriteString("name", server.Name);
        writer.WriteString("address", server.Address);
        writer.WriteString("health", server.Health);
        writer.WriteNumber("requests", server.Requests);
        writer.WriteNumber("requestsPerSecond", Math.Round(server.RequestsPerSecond, 1));
        writer.WriteNumber("share", Math.Round(server.Share, 3));
        writer.WriteNumber("inFlight", server.InFlight);
        writer.WriteNumber("p50Milliseconds", Math.Round(server.MedianMilliseconds, 3));
        writer.WriteNumber("p99Milliseconds", Math.Round(server.P99Milliseconds, 3));
        writer.WriteEndObject();
    }
}
