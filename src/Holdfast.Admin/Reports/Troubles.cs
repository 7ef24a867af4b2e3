using System.Globalization;
using Holdfast.Diagnosis.Hypotheses;
using Holdfast.Foundation;

namespace Holdfast.Admin;

/// <summary>What is wrong according to a state report, the worst first. Next: <see cref="TroubleReport"/>.</summary>
public static class Troubles
{
    // Below it more than chance is refused of those who are never to be.
    private const double CriticalAdmitted = 0.99;

    public static IReadOnlyList<TroubleReport> Of(GatewayStateReport state) =>
        [.. OfGateway(state).Concat(OfProtection(state.Pools)).Concat(state.Pools.SelectMany(OfPool)).Concat(state.Pools.SelectMany(SessionTroubles.Of)).Concat(state.Throttles.Select(OfThrottle)).Concat(OfHosts(state.Hosts)).OrderBy(trouble => trouble.Severity == TroubleReport.Error ? 0 : 1)];

    private static IEnumerable<TroubleReport> OfGateway(GatewayStateReport state)
    {
        if (state.Draining)
        {
            yield return new(TroubleReport.Error, "draining", null, null, "the gateway drains: it takes no new clients");
        }
        else if (!state.Ready)
        {
            yield return new(TroubleReport.Error, "not_ready", null, null, "the gateway does not serve on all of its listeners yet");
        }

        if (state.Clients is { RefusedPerSecond: > 0 } clients)
        {
            yield return new(TroubleReport.Error, "clients_full", null, null, $"no client more is taken in, there are {clients.Current} of {clients.Maximum}: {Number(Math.Max(1, clients.RefusedPerSecond))} connections/s are refused; raise limits.maximumClients or the limit of open files");
        }

        if (state.Pressure is { Step: > 0 } pressure)
        {
            yield return new(TroubleReport.Error, "pressure", null, null, $"the gateway itself is under pressure, {pressure.Worst} at {Number(100 * pressure.Level)} %: {pressure.Doing}");
        }

        if (state.Detection is { State: not "normal" } detection)
        {
            string severity = detection.State == "declared" ? TroubleReport.Error : TroubleReport.Warning;
            yield return new(severity, detection.State, null, null, $"{detection.State} at {Clock(detection.State == "declared" ? detection.DeclaredAt : detection.SuspectedAt)} UTC, began {Clock(detection.Onset)}: {detection.Text} (holdfast why)");
        }

        if (state.Config.LastRefused is { } refused)
        {
            yield return new(TroubleReport.Warning, "config_refused", null, null, $"a newer configuration was refused at {refused.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC ({refused.Source}): the old one stays");
        }

        if (state.IncidentsInMemoryOnly)
        {
            yield return new(TroubleReport.Warning, "incidents_in_memory", null, null, "RECORDS OF INCIDENTS ARE NOT WRITTEN TO DISK: they go on in memory and are lost with the process; traffic is not affected");
        }

        if (state.MessagesUndelivered is { Count: > 0 } untold)
        {
            yield return new(TroubleReport.Error, "messages_undelivered", null, null, $"{untold[0]}{(untold.Count == 1 ? "" : $"; and {untold.Count - 1} more")}");
        }

        if (state.IncidentStoreUsed is { } used)
        {
            yield return new(TroubleReport.Warning, "incident_store_fills", null, null, $"the store of incidents is {Number(Math.Floor(100 * used))} % full: stop the gateway, move its file away and start again before it takes no more");
        }

        if (state.TasksOverdue is { } tasks)
        {
            yield return new(TroubleReport.Warning, "tasks_overdue", null, null, tasks);
        }
    }

    /// <summary>What is done by hand in an hour of need is forgotten the next day.</summary>
    private static TroubleReport OfThrottle(ThrottleReport one) => new(
        TroubleReport.Warning,
        "client_throttled",
        null,
        null,
        $"client {one.Client} is bounded to {one.Rate}{(one.Route is null ? "" : $" on route {one.Route}")}{(one.DryRun ? " as a dry run" : "")} by {one.By}, for {Remaining(one.RemainingSeconds)} more: {Number(one.Refused)} of {Number(one.Allowed + one.Refused)} {Counted.Noun(one.Allowed + one.Refused, "request")} {(one.DryRun ? "would have been" : Counted.Verb(one.Allowed + one.Refused))} refused (holdfast throttle {Mitigation.Quoted(one.Client)}{(one.Route is null ? "" : $" --route {Mitigation.Quoted(one.Route)}")} --undo)");

    // In minutes an end that is seconds away would be no figure at all.
    private static string Remaining(double seconds) => seconds < 120 ? $"{Number(Math.Ceiling(seconds))} s" : $"{Number(Math.Ceiling(seconds / 60))} min";

    /// <summary>Warnings: none of them is felt by a user yet, that is the point.</summary>
    private static IEnumerable<TroubleReport> OfHosts(HostsReport? hosts) => (hosts?.Findings ?? []).Select(one =>
    {
        string servers = one.Servers.Count switch { 0 => "", <= 3 => $" ({string.Join(", ", one.Servers)})", _ => $" ({one.Servers[0]} and {one.Servers.Count - 1} more)" };
        return new TroubleReport(TroubleReport.Warning, $"host_{one.Kind.Replace('-', '_')}", null, null, $"host {one.Host}{servers}: {one.Text}");
    });

    private static IEnumerable<TroubleReport> OfProtection(IReadOnlyList<PoolReport> pools)
    {
        PoolReport[] off = [.. pools.Where(pool => pool.Protection == "off")];
        // Of an only pool its name is the shorter way to the line that says so.
        if (off.Length > 1 && off.Length == pools.Count)
        {
            yield return new(TroubleReport.Warning, "protection_off", null, null, "OVERLOAD PROTECTION IS OFF for the whole gateway: servers have no limits, queues no end");
        }
        else
        {
            foreach (PoolReport pool in off)
            {
                yield return new(TroubleReport.Warning, "protection_off", pool.Name, null, $"OVERLOAD PROTECTION IS OFF for pool {pool.Name}: its servers have no limits, its queue no end");
            }
        }
    }

    private static IEnumerable<TroubleReport> OfPool(PoolReport pool)
    {
        if (!pool.Servers.Any(server => server.TakesNewRequests()))
        {
            yield return new(TroubleReport.Error, "no_server", pool.Name, null, $"pool {pool.Name} has no server that takes new requests{Weightless(pool)}");
        }

        double shed = pool.Shed.Where(one => one.IsForWantOfCapacity() && one.Reason != "shed_sessions").Sum(one => one.PerSecond);
        if (shed > 0)
        {
            string capacity = pool.Capacity is { } known ? $", it can serve {Number(known)}/s" : "";
            yield return new(TroubleReport.Error, "shedding", pool.Name, null, $"pool {pool.Name} sheds {Number(shed)} requests/s while {Number(pool.OfferedPerSecond ?? shed)}/s are offered{capacity}{Held(pool)}");
        }

        if (shed > 0 && pool.Classes.FirstOrDefault(static one => one.Class == "critical") is { AdmittedShare: < CriticalAdmitted and { } admitted })
        {
            yield return new(TroubleReport.Error, "critical_refused", pool.Name, null, $"pool {pool.Name} refuses critical requests, too: {Number(Math.Floor(100 * admitted))} % of them get in");
        }

        foreach (ServerReport server in pool.Servers)
        {
            if (server.Health == "ejected")
            {
                yield return new(TroubleReport.Error, "server_out", pool.Name, server.Name, $"server {server.Name} of pool {pool.Name} is out: {server.Reason}");
            }
            else if (server.RestoredShare < 1)
            {
                yield return new(TroubleReport.Warning, "server_returns", pool.Name, server.Name, $"server {server.Name} of pool {pool.Name} comes back step by step and has {Number(100 * server.RestoredShare)} % of its limit");
            }

            if (server.Health == "draining")
            {
                string left = server.InFlight + server.Sessions > 0 ? $"{Number(server.InFlight)} {Counted.Noun(server.InFlight, "request")} and {Number(server.Sessions)} {Counted.Noun(server.Sessions, "session")} go on" : "nothing is left on it";
                yield return new(TroubleReport.Warning, "server_drained", pool.Name, server.Name, $"server {server.Name} of pool {pool.Name} is drained by an operator: {left} (holdfast drain {Mitigation.Quoted(pool.Name)} {Mitigation.Quoted(server.Name)} --undo)");
            }

            if (server.LimitFixed)
            {
                yield return new(TroubleReport.Warning, "limit_fixed", pool.Name, server.Name, $"the limit of server {server.Name} of pool {pool.Name} is fixed at {server.Limit} by an operator (holdfast limit {Mitigation.Quoted(pool.Name)} {Mitigation.Quoted(server.Name)} auto)");
            }
        }
    }

    /// <summary>Servers that are well and kept from work by nothing but their weight: whoever looks for a broken one finds none. Weights are in the configuration alone.</summary>
    private static string Weightless(PoolReport pool)
    {
        string[] well = [.. pool.Servers.Where(server => server.Health == "healthy").Select(server => server.Name)];
        string names = well.Length <= 3 ? string.Join(", ", well) : $"{well[0]} and {well.Length - 1} more";
        return well.Length switch
        {
            0 => "",
            1 => $": {names} is healthy but has weight 0; give it a weight in the configuration (holdfast reload)",
            _ => $": {names} are healthy but have weight 0; give them a weight in the configuration (holdfast reload)",
        };
    }

    /// <summary>What a share of the pool costs its route is no want of capacity.</summary>
    private static string Held(PoolReport pool)
    {
        double held = pool.Shed.Where(one => one.Reason == "shed_bulkhead").Sum(one => one.PerSecond);
        return held > 0 ? $" ({Number(held)}/s of them held back by the maximumShare of {string.Join(", ", pool.Bulkheads.Where(one => one.Shed > 0).Take(3).Select(one => one.Route))})" : "";
    }

    private static string Clock(DateTimeOffset? time) => time?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "an unknown time";

    private static string Number(double value) => value.ToString(value < 10 && value % 1 != 0 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
