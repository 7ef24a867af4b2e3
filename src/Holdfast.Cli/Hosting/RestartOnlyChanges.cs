using Holdfast.Configuration;

namespace Holdfast.Cli;

/// <summary>What a new configuration says that a running gateway cannot follow: it serves by the rest, and says so.</summary>
internal static class RestartOnlyChanges
{
    private const string Remedy = "Start again with --takeover: it loses no request.";

    public static IReadOnlyList<ConfigFinding> Find(GatewayConfig current, GatewayConfig next, string file)
    {
        List<ConfigFinding> findings = [];
        Compare(current.Workers, next.Workers, "workers");
        Compare(current.AccessLog.Path, next.AccessLog.Path, "accessLog.path");
        Compare(current.AccessLog.Buffer, next.AccessLog.Buffer, "accessLog.buffer");
        Compare(Exported(current), Exported(next), "telemetry.otlp");
        if (current.Admin.Enabled)
        {
            // Switched on it starts at once; switched off it stays, as whoever asked for it over the API waits for an answer.
            Compare(true, next.Admin.Enabled, "admin.enabled");
        }

        return findings;

        static string Exported(GatewayConfig config) =>
            $"{config.Telemetry.Otlp with { Headers = new Dictionary<string, string>() }} {string.Join('\n', config.Telemetry.Otlp.Headers.Select(header => $"{header.Key}: {header.Value}"))}";

        void Compare<T>(T before, T after, string path)
        {
            if (!EqualityComparer<T>.Default.Equals(before, after))
            {
                findings.Add(new ConfigFinding(file, 0, 0, path, $"{path} stays as it was until the next start", Remedy, Severity.Warning) { Rule = "restart-only" });
            }
        }
    }
}
