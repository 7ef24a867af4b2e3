using System.Security.Cryptography;
using Holdfast.Configuration;
using Holdfast.DataPlane;
using Holdfast.Foundation;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Otlp;

namespace Holdfast.Cli;

/// <summary>Starts the export to an OpenTelemetry collector where the configuration names one. Owner: <see cref="GatewayHost"/>.</summary>
internal static class OtlpSide
{
    /// <summary>Null when nothing is exported.</summary>
    public static OtlpExporter? Begin(Gateway gateway, OtlpConfig config, IClock clock, EventLog events)
    {
        if (config.Address is not { } address)
        {
            return null;
        }

        byte[] instance = RandomNumberGenerator.GetBytes(16);
        OtlpExporter exporter = new(
            gateway.Metrics,
            new OtlpOptions
            {
                Address = new Uri(address),
                Interval = config.Interval,
                Headers = config.Headers,
                Resource = new OtlpResource("holdfast", ProductVersion.Text, Convert.ToHexStringLower(instance), Environment.MachineName, Environment.ProcessId),
                Seed = BitConverter.ToUInt64(instance),
            },
            clock,
            events);
        gateway.Metrics.Otlp = exporter.Counters;
        exporter.Begin();
        return exporter;
    }
}
