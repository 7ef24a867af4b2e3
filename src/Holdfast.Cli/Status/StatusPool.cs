using System.Globalization;
using Holdfast.Admin;

namespace Holdfast.Cli;

/// <summary>One pool's lines of the status.</summary>
internal static class StatusPool
{
    private const int ServersMaximum = 50;
    private const int ClientsMaximum = 5;

    // Dry runs are for an afternoon; who tries hundreds out at once has the metrics.
    private const int DryRunsMaximum = 10;

    // Below it nobody stands out.
    private const double LeastShare = 0.01;

    /// <param name="routes">Of the whole gateway.</param>
    public static IEnumerable<StatusLine> Of(PoolReport pool, IReadOnlyList<RouteReport> routes)
    {
        bool sheds = StatusOrder.IsShedding(pool);
        bool off = pool.Protection == "off";
        yield return new(
            $"pool {pool.Name}: {StatusNumber.Flow(pool)}{(sheds ? "  SHEDDING" : "")}{(off ? "  PROTECTION OFF" : "")}",
            sheds ? StatusTone.Bad : off ? StatusTone.Warning : StatusTone.Heading);
        yield return new($"  waiting: {string.Join(", ", pool.Classes.Select(Waiting))}", StatusTone.Plain);
        if (Shed(pool) is { } shed)
        {
            yield return new($"  shed: {shed}", StatusTone.Plain);
        }

        foreach (BulkheadReport one in pool.Bulkheads)
        {
            yield return new($"  bulkhead {one.Route}: {Bulkhead(one)}", one.InFlight >= one.Places && one.Waiting > 0 ? StatusTone.Warning : StatusTone.Plain);
        }

        foreach (RouteReport route in routes.Where(route => route.Pool == pool.Name && route.RateLimitDryRun is not null).Take(DryRunsMaximum))
        {
            yield return new($"  rate limits of {route.Name}, dry run: {StatusNumber.Count(route.RateLimitDryRun!.Value)} of {StatusNumber.Count(route.Requests)} {(route.Requests == 1 ? "request" : "requests")} would have been refused", StatusTone.Plain);
        }

        foreach (StatusLine line in Servers(pool))
        {
            yield return line;
        }

        ClientReport[] clients = [.. pool.Clients.Where(client => client.Share >= LeastShare).Take(ClientsMaximum)];
        if (clients.Length > 0)
        {
            yield return new($"  top clients: {string.Join(", ", clients.Select(Client))}", StatusTone.Plain);
        }
    }

    private static string Waiting(ClassReport one)
    {
        List<string> notes = [];
        if (one.OldestWaitSeconds is { } oldest)
        {
            notes.Add($"oldest {StatusNumber.Seconds(oldest)}");
        }

        if (one.AdmittedShare is < 1 and { } admitted)
        {
            notes.Add($"{StatusNumber.Share(admitted)} admitted");
        }

        return $"{one.Class} {StatusNumber.Count(one.Waiting)}{(notes.Count > 0 ? $" ({string.Join(", ", notes)})" : "")}";
    }

    // The reason "bulkhead" in the line above counts only those that would have been served but for the share, so it is less.
    private static string Bulkhead(BulkheadReport one) =>
        $"in flight {StatusNumber.Count(one.InFlight)} of {StatusNumber.Count(one.Places)} ({StatusNumber.Share(one.Share)}), waiting {StatusNumber.Count(one.Waiting)}, offered {StatusNumber.Rate(one.OfferedPerSecond)}, held back {StatusNumber.Count(one.Held)}, shed {StatusNumber.Count(one.Shed)} in all, for whatever reason";

    /// <summary>Null when nothing was ever shed.</summary>
    private static string? Shed(PoolReport pool)
    {
        string[] reasons = [.. pool.Shed.Where(one => one.Total > 0).Select(one => $"{one.Reason["shed_".Length..].Replace('_', ' ')} {StatusNumber.Rate(one.PerSecond)} ({StatusNumber.Count(one.Total)} in all)")];
        return reasons.Length == 0 ? null : string.Join(", ", reasons);
    }

    private static IEnumerable<StatusLine> Servers(PoolReport pool)
    {
        ServerReport[] shown = [.. StatusOrder.Of(pool.Servers).Take(ServersMaximum)];
        // A column of nothing for the many pools whose users ask for no sessions.
        bool withSessions = pool.Servers.Any(server => server.Sessions > 0 || server.SessionLimit is not null);
        TextTable table = new(["SERVER", ">IN FLIGHT", ">LIMIT", .. withSessions ? [">SESSIONS"] : Array.Empty<string>(), ">SERVICE", ">REQUESTS", ">FAILURES", "STATE", "WHY THIS LIMIT"]);
        foreach (ServerReport server in shown)
        {
            table.Add([
                server.Name,
                StatusNumber.Count(server.InFlight),
                server.Limit is { } limit ? StatusNumber.Count(limit) : "none",
                .. withSessions ? [Sessions(server)] : Array.Empty<string>(),
                server.ServiceSeconds is { } seconds ? StatusNumber.Seconds(seconds) : "-",
                StatusNumber.Count(server.Requests),
                StatusNumber.Count(server.Failures),
                State(server),
                Why(server)]);
        }

        string[] rows = table.ToString().TrimEnd('\n').Split('\n');
        yield return new(rows[0], StatusTone.Dim);
        for (int index = 0; index < shown.Length; index++)
        {
            yield return new(rows[index + 1], Tone(shown[index]));
        }

        if (pool.Servers.Count > shown.Length)
        {
            yield return new($"  and {pool.Servers.Count - shown.Length} more servers: see --json", StatusTone.Dim);
        }
    }

    private static string Sessions(ServerReport server) =>
        StatusNumber.Count(server.Sessions) + (server.SessionLimit is { } most ? $" of {StatusNumber.Count(most)}" : "");

    private static string State(ServerReport server) => server switch
    {
        { Health: "ejected" } => $"OUT: {server.Reason}",
        { Health: "draining" } => server.InFlight + server.Sessions > 0 ? "drained, work goes on" : "drained",
        { RestoredShare: < 1 } => $"coming back, {StatusNumber.Share(server.RestoredShare)}",
        { Weight: 0 } => "weight 0",
        _ => "healthy",
    };

    private static string Why(ServerReport server)
    {
        string slow = server.Baseline is > 1.5 and { } ratio ? string.Create(CultureInfo.InvariantCulture, $"; {ratio:0.0} times as slow as usual") : "";
        return (server.LimitText ?? "protection is off") + slow;
    }

    private static StatusTone Tone(ServerReport server) => server switch
    {
        { Health: "ejected" } => StatusTone.Bad,
        { Health: "draining" } or { RestoredShare: < 1 } or { LimitFixed: true } => StatusTone.Warning,
        _ => StatusTone.Plain,
    };

    private static string Client(ClientReport client) =>
        $"{client.Client} {StatusNumber.Rate(client.RequestsPerSecond)} ({StatusNumber.Share(client.Share)}{(client.OverFairShare ? ", over its fair share" : "")}{(client.LooksLikeABot ? ", on a beat like a bot" : "")})";
}
