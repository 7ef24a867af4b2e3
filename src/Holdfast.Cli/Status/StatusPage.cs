using System.Globalization;
using Holdfast.Admin;

namespace Holdfast.Cli;

/// <summary>The state report as a page for people: is the gateway well, and if not, why. Next: <see cref="StatusPool"/>.</summary>
internal static class StatusPage
{
    // Nobody reads a thousand pools; programs ask for JSON.
    private const int PoolsMaximum = 40;
    private const int TroublesMaximum = 12;

    public static IReadOnlyList<StatusLine> Of(GatewayStateReport state, DateTimeOffset now)
    {
        int errors = state.Troubles.Count(trouble => trouble.Severity == TroubleReport.Error);
        List<StatusLine> lines =
        [
            new($"holdfast {state.Version}, process {state.Pid}: {Verdict(errors, state.Troubles.Count - errors)}", errors > 0 ? StatusTone.Bad : state.Troubles.Count > 0 ? StatusTone.Warning : StatusTone.Good),
            new(Facts(state, now), StatusTone.Plain),
        ];
        lines.AddRange(state.Troubles.Take(TroublesMaximum).Select(trouble => new StatusLine($"! {trouble.Text}", trouble.Severity == TroubleReport.Error ? StatusTone.Bad : StatusTone.Warning)));
        AddOmitted(lines, "", state.Troubles.Count - TroublesMaximum);
        foreach (PoolReport pool in StatusOrder.Of(state.Pools).Take(PoolsMaximum))
        {
            lines.Add(new("", StatusTone.Plain));
            lines.AddRange(StatusPool.Of(pool, state.Routes));
        }

        AddOmitted(lines, "pools ", state.Pools.Count - PoolsMaximum);
        return lines;
    }

    private static string Verdict(int errors, int warnings) => (errors, warnings) switch
    {
        (0, 0) => "well",
        (0, _) => $"serves, {warnings} to look at",
        (1, 0) => "1 thing is wrong",
        (1, _) => $"1 thing is wrong, {warnings} more to look at",
        (_, 0) => $"{errors} things are wrong",
        _ => $"{errors} things are wrong, {warnings} more to look at",
    };

    private static void AddOmitted(List<StatusLine> lines, string what, int count)
    {
        if (count > 0)
        {
            lines.Add(new(string.Create(CultureInfo.InvariantCulture, $"and {count} more {what}: see --json").Replace(" :", ":", StringComparison.Ordinal), StatusTone.Dim));
        }
    }

    private static string Facts(GatewayStateReport state, DateTimeOffset now)
    {
        double busiest = state.Workers.Count == 0 ? 0 : state.Workers.Max(worker => worker.BusyShare);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"up {StatusNumber.Age(now - state.StartedAt)}, configuration {state.Config.Source} revision {state.Config.Revision}, clients {StatusNumber.Count(state.Workers.Sum(worker => worker.Clients))}, workers {state.Workers.Count} (busiest {StatusNumber.Share(busiest)})");
    }
}
