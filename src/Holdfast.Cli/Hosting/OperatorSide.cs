using Holdfast.Admin;
using Holdfast.Configuration.Reading.Values;
using Holdfast.DataPlane;
using Holdfast.DataPlane.Overload;
using Holdfast.DataPlane.Upstreams;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli;

/// <summary>
/// What operators say about servers and clients while the gateway runs: passed on, told in words, and recorded with who said it and when. Any thread. Next:
/// <see cref="OperatorWords"/>.
/// </summary>
internal sealed class OperatorSide(Gateway gateway, ChangeLog changes, EventLog events)
{
    /// <param name="limit">Null gives it back to what is measured.</param>
    public OperatorOutcome SetLimit(string pool, string server, int? limit, string source)
    {
        OperatorOutcome outcome = OperatorWords.Of(gateway.Orders.OverrideLimit(pool, server, limit ?? 0), gateway.Snapshot, pool, server);
        if (outcome.Kind == OperatorOutcomeKind.Applied)
        {
            string now = limit is { } wanted ? $"is fixed at {wanted}" : "follows what is measured again";
            events.Warning("limit-override", $"the limit of server {server} of pool {pool} {now}", ("by", source));
            string subject = SubjectOf(pool, server);
            string? before = changes.Between(DateTimeOffset.UnixEpoch, changes.Now).LastOrDefault(one => one.Kind == ChangeKind.Limit && one.Subject == subject)?.After;
            changes.Add(ChangeKind.Limit, subject, $"the limit {now}", source, before ?? OperatorWords.Limit(null), OperatorWords.Limit(limit));
        }

        return outcome;
    }

    /// <param name="drains">False gives it work again.</param>
    public OperatorOutcome DrainServer(string pool, string server, bool drains, string source)
    {
        ServerDrainResult result = gateway.Orders.DrainServer(pool, server, drains);
        if (result == ServerDrainResult.Applied)
        {
            string now = drains ? "is drained: nothing new goes to it" : "is drained no more: it takes requests again";
            events.Warning("server-drain", $"server {server} of pool {pool} {now}", ("by", source));
            changes.Add(ChangeKind.Operator, SubjectOf(pool, server), $"the server {now}", source, drains ? "serving" : "draining", drains ? "draining" : "serving");
        }

        return OperatorWords.Of(result, gateway.Snapshot, pool, server);
    }

    public OperatorOutcome Throttle(ThrottleOrder order, string source)
    {
        IReadOnlyList<ThrottleReading> before = gateway.Orders.ReadThrottles();
        ThrottleResult result = gateway.Orders.Throttle(new ThrottleWish(order.Client, order.Rate, order.Route, order.For, order.IsDryRun, source));
        string? replaced = null;
        if (result == ThrottleResult.Applied)
        {
            // By the name that people are shown: what was written may be a secret.
            string shown = gateway.Orders.ReadThrottles().LastOrDefault(one => one.Route == order.Route)?.Client ?? "?";
            ThrottleReading? earlier = before.LastOrDefault(one => one.Route == order.Route && one.Client == shown);
            replaced = earlier is null ? null : RateText.Format(earlier.Rate);
            string instead = replaced is null ? "" : $", instead of {replaced}";
            Note(shown, OperatorWords.Before(shown, earlier), isBounded: true, $"client {shown} is bounded to {RateText.Format(order.Rate)}{OperatorWords.Where(order.Route)} for {DurationText.Format(order.For)}{(order.IsDryRun ? ", as a dry run" : "")}{instead}", order.Route, source);
        }

        return OperatorWords.Of(result, gateway.Snapshot, order) with { Replaced = replaced };
    }

    /// <summary>Null when there is none for it.</summary>
    public ThrottleReport? EndThrottle(string client, string? route, string source)
    {
        if (gateway.Orders.EndThrottle(client, route) is not { } ended)
        {
            return null;
        }

        Note(ended.Client, OperatorWords.Bound(ended.Client, true), isBounded: false, $"client {ended.Client} is bounded no more{OperatorWords.Where(route)}: {OperatorWords.Done(ended)}", route, source);
        return OperatorWords.Report(ended);
    }

    public IReadOnlyList<ThrottleReport> Throttles() => [.. gateway.Orders.ReadThrottles().Select(OperatorWords.Report)];

    /// <summary>Once a second: says which bounds have ended by themselves.</summary>
    public void Tick()
    {
        foreach (ThrottleReading ended in gateway.Orders.TakeEndedThrottles())
        {
            string why = ended.IsEndedByReload ? "the new configuration has no place for it" : "its time is over";
            Note(ended.Client, OperatorWords.Bound(ended.Client, true), isBounded: false, $"client {ended.Client} is bounded no more{OperatorWords.Where(ended.Route)}, {why}: {OperatorWords.Done(ended)}", ended.Route, "gateway", ChangeKind.Other);
        }
    }

    // Not by an operator's hand when its time is over: nobody did anything to help.
    private void Note(string client, string before, bool isBounded, string what, string? route, string source, ChangeKind kind = ChangeKind.Operator)
    {
        events.Warning("throttle", what, ("by", source));
        changes.Add(kind, route is null ? "gateway" : new SeriesSubject(SubjectKind.Route, route).ToString(), what, source, before, OperatorWords.Bound(client, isBounded));
    }

    private static string SubjectOf(string pool, string server) => new SeriesSubject(SubjectKind.Server, $"{pool}/{server}").ToString();
}
