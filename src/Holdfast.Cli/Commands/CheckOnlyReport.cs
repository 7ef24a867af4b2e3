using System.Globalization;
using Holdfast.Configuration;

namespace Holdfast.Cli;

/// <summary>The answer of --check-only: one line when all is well, else the findings.</summary>
internal static class CheckOnlyReport
{
    public static int Print(string path, ConfigReadResult written, bool json)
    {
        ConfigFinding? place = written.Config is { } parsed ? AccessLogPlace.Check(parsed.AccessLog, path) : null;
        ConfigReadResult read = place is null ? written : written with { Findings = [.. written.Findings, place] };
        if (json)
        {
            Console.Out.Write(ConfigFindingFormatter.FormatJson(read));
        }
        else if (read.Findings.Count > 0)
        {
            Console.Error.Write(ConfigFindingFormatter.FormatText(read));
        }

        if (read.Config is { } config && !json)
        {
            Console.Out.WriteLine($"{path}: ok, {Count(config.Listeners.Count, "listener")}, {Count(config.Routes.Count, "route")}, {Count(config.Pools.Count, "pool")}");
        }

        return read.IsValid ? 0 : 1;
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
