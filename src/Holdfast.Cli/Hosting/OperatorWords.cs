using System.Globalization;
using Holdfast.Admin;
using Holdfast.Configuration.Reading.Values;
using Holdfast.DataPlane;
using Holdfast.DataPlane.Overload;
using Holdfast.DataPlane.Snapshots;
using Holdfast.DataPlane.Upstreams;
using Holdfast.Foundation;

namespace Holdfast.Cli;

/// <summary>The data plane's answers to an operator's word about a server or a client, in words.</summary>
internal static class OperatorWords
{
    // Names in an answer: more nobody reads on one line, and a fleet has thousands of servers.
    private const int NamesMaximum = 8;

    public static OperatorOutcome Of(LimitOverrideResult result, RoutingSnapshot snapshot, string pool, string server) => result switch
    {
        LimitOverrideResult.NoSuchPool => NoPool(snapshot, pool),
        LimitOverrideResult.NoSuchServer => NoServer(snapshot, pool, server),
        LimitOverrideResult.ProtectionIsOff => new(OperatorOutcomeKind.Conflict, $"Protection of pool '{pool}' is off: its servers have no limits."),
        LimitOverrideResult.AboveConnections => new(OperatorOutcomeKind.Conflict, $"The limit must be below pools.{pool}.limits.connections: every request in flight needs a connection, and a probe needs one, too."),
        LimitOverrideResult.AboveMaximum => new(OperatorOutcomeKind.Conflict, $"The limit must not be above pools.{pool}.limits.maximum. Raise that in the configuration first."),
        _ => OperatorOutcome.Applied,
    };

    public static OperatorOutcome Of(ServerDrainResult result, RoutingSnapshot snapshot, string pool, string server) => result switch
    {
        ServerDrainResult.NoSuchPool => NoPool(snapshot, pool),
        ServerDrainResult.NoSuchServer => NoServer(snapshot, pool, server),
        ServerDrainResult.LastOne => new(OperatorOutcomeKind.Conflict, $"No other server of pool '{pool}' takes requests now: without '{server}' all of them would be refused."),
        ServerDrainResult.Unchanged => OperatorOutcome.Applied with { WasSoAlready = true },
        _ => OperatorOutcome.Applied,
    };

    public static OperatorOutcome Of(ThrottleResult result, RoutingSnapshot snapshot, ThrottleOrder order) => result switch
    {
        ThrottleResult.NoSuchRoute => new(OperatorOutcomeKind.NotFound, $"There is no route '{order.Route}'. {There([.. snapshot.Routes.Select(one => one.Name)])}"),
        ThrottleResult.NoSuchClient => new(OperatorOutcomeKind.NotFound, $"'{order.Client}' is not among the clients that ask for most now, no IP address, and not NAME=VALUE of what protection.client tells clients apart by. 'holdfast status' shows the clients that ask for most."),
        ThrottleResult.SeveralClients => new(OperatorOutcomeKind.Conflict, $"Several clients are shown as '{order.Client}': their names begin alike. Write the whole name."),
        ThrottleResult.TooMany => new(OperatorOutcomeKind.Conflict, $"{OperatorOrders.ThrottlesMaximum} clients are bounded by hand already: end one of them, or write rateLimits for the route."),
        _ => OperatorOutcome.Applied,
    };

    public static ThrottleReport Report(ThrottleReading one) =>
        new(one.Client, one.Route, RateText.Format(one.Rate), Math.Round(one.Remaining.TotalSeconds, 1), one.IsDryRun, one.Source, one.Allowed, one.Refused);

    /// <summary>For the record of changes: what takes another one back is known by it.</summary>
    /// <param name="limit">Null where it is measured.</param>
    public static string Limit(int? limit) => limit is { } wanted ? string.Create(CultureInfo.InvariantCulture, $"fixed at {wanted}") : "measured";

    /// <inheritdoc cref="Limit"/>
    public static string Bound(string client, bool isBounded) => $"client {client} {(isBounded ? "bounded" : "free")}";

    /// <summary>What held until another word about the same client took its place: from "bounded" to "bounded" would say nothing.</summary>
    /// <param name="earlier">Null for none.</param>
    public static string Before(string client, ThrottleReading? earlier) =>
        earlier is null ? Bound(client, false) : $"{Bound(client, true)} to {RateText.Format(earlier.Rate)}{(earlier.IsDryRun ? ", as a dry run" : "")}";

    /// <summary>What a bound has done.</summary>
    public static string Done(ThrottleReading one) =>
        string.Create(CultureInfo.InvariantCulture, $"{one.Refused:N0} of {one.Allowed + one.Refused:N0} {(one.Allowed + one.Refused == 1 ? "request" : "requests")} {(one.IsDryRun ? "would have been" : one.Allowed + one.Refused == 1 ? "was" : "were")} refused");

    public static string Where(string? route) => route is null ? "" : $" on route {route}";

    private static OperatorOutcome NoPool(RoutingSnapshot snapshot, string pool) =>
        new(OperatorOutcomeKind.NotFound, $"There is no pool '{pool}'. {There([.. snapshot.Pools.Select(one => one.Name)])}");

    private static OperatorOutcome NoServer(RoutingSnapshot snapshot, string pool, string server) =>
        new(OperatorOutcomeKind.NotFound, $"Pool '{pool}' has no server '{server}'. It has {Join([.. snapshot.Pools.First(one => one.Name == pool).Servers.Select(one => one.Name)])}.");

    private static string There(string[] names) => Choices.There(names, Join(names));

    private static string Join(string[] names) => names.Length <= NamesMaximum
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(NamesMaximum))} and {names.Length - NamesMaximum} more";
}
