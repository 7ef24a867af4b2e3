using System.Globalization;
using System.Text;
using Holdfast.Admin;

namespace Holdfast.Cli;

/// <summary>The state report for people.</summary>
internal static class StateText
{
    // Nobody reads ten thousand lines; programs ask for JSON.
    private const int RowsMaximum = 200;

    public static string Format(GatewayStateReport state)
    {
        StringBuilder text = new();
        string condition = state.Draining ? "draining" : state.Ready ? "ready" : "starting";
        text.Append(CultureInfo.InvariantCulture, $"holdfast {state.Version}, process {state.Pid}, {condition}, since {state.StartedAt:yyyy-MM-dd HH:mm:ss} UTC\n");
        text.Append(CultureInfo.InvariantCulture, $"configuration {state.Config.Source}: revision {state.Config.Revision}, fingerprint {state.Config.Fingerprint}, loaded {state.Config.LoadedAt:yyyy-MM-dd HH:mm:ss} UTC\n");
        AppendRefused(text, state.Config.LastRefused);
        text.Append(CultureInfo.InvariantCulture, $"listeners {string.Join(", ", state.Listeners.Select(listener => listener.Accepting ? listener.Address : $"{listener.Address} (not accepting)"))}\n");
        text.Append(CultureInfo.InvariantCulture, $"workers {state.Workers.Count}, clients {state.Workers.Sum(worker => worker.Clients)}\n");
        AppendRoutes(text, state.Routes);
        AppendServers(text, state.Pools);
        return text.ToString();
    }

    private static void AppendRefused(StringBuilder text, RefusedConfigReport? refused)
    {
        if (refused is not null)
        {
            string first = refused.Findings.Count == 0 ? "" : $": {refused.Findings[0].Message}";
            text.Append(CultureInfo.InvariantCulture, $"a newer configuration was refused at {refused.At:HH:mm:ss} UTC ({refused.Source}){first}\n");
        }
    }

    private static void AppendRoutes(StringBuilder text, IReadOnlyList<RouteReport> routes)
    {
        TextTable table = new("ROUTE", "POOL", "CLASS", ">REQUESTS");
        foreach (RouteReport route in routes.Take(RowsMaximum))
        {
            table.Add(route.Name, route.Pool, route.Class, Number(route.Requests));
        }

        text.Append('\n').Append(table);
        AppendOmitted(text, routes.Count);
    }

    private static void AppendServers(StringBuilder text, IReadOnlyList<PoolReport> pools)
    {
        TextTable table = new("POOL", "SERVER", "ADDRESS", ">WEIGHT", "HEALTH", ">IN FLIGHT", ">REQUESTS", ">FAILURES");
        foreach ((PoolReport pool, ServerReport server) in pools.SelectMany(pool => pool.Servers.Select(server => (pool, server))).Take(RowsMaximum))
        {
            string health = server.Reason is null ? server.Health : $"{server.Health} ({server.Reason})";
            table.Add(pool.Name, server.Name, server.Address, Number(server.Weight), health, Number(server.InFlight), Number(server.Requests), Number(server.Failures));
        }

        text.Append('\n').Append(table);
        AppendOmitted(text, pools.Sum(pool => pool.Servers.Count));
    }

    private static void AppendOmitted(StringBuilder text, int rows)
    {
        if (rows > RowsMaximum)
        {
            text.Append(CultureInfo.InvariantCulture, $"  and {rows - RowsMaximum} more: see --json\n");
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
