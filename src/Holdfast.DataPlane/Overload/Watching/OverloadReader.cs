using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Overload;

/// <summary>A pool's overload protection for metrics and status, from what the control loop has published. Any thread.</summary>
internal static class OverloadReader
{
    public static PoolReading Read(PoolSnapshot pool, long now)
    {
        PoolReading reading = new()
        {
            Name = pool.Name,
            IsProtected = pool.IsProtected,
            OldestWaits = pool.Gate.OldestWaits(now),
            Servers = [.. pool.Servers.Select((server, index) => Read(pool, server, pool.Health.Servers[index]))],
        };
        if (!pool.IsProtected)
        {
            return reading;
        }

        PoolControlState state = pool.Gate.Control.State;
        return reading with
        {
            Capacity = state.LearnedCapacity,
            OfferedPerSecond = state.ArrivalsPerSecond + state.UnaskedPerSecond + pool.Gate.Bulkheads.Sum(bulkhead => bulkhead.Control.ArrivalsPerSecond),
            Bulkheads = [.. pool.Gate.Bulkheads.Select(Read)],
            ShedShare = state.Shed,
            Clients = ReadClients(pool),
            Spared = [.. Enum.GetValues<EjectionReason>().Where(reason => pool.Health.SparedFrom(reason) > 0).Select(reason => (EjectionReasons.LabelOf(reason), pool.Health.SparedFrom(reason)))],
            FairShareMarks = pool.Gate.Fairness.Marks,
            RefusedOnTheWay = (pool.Gate.Mail.RefusedForCount, pool.Gate.Mail.RefusedForBytes),
            IdleSlots = pool.Gate.Sweep.IdleSlots,
            SlotsIdle = pool.Gate.SlotsIdle,
            AdmittedShares = state.AdmittedShares,
        };
    }

    /// <summary>Those that ask for most, first.</summary>
    internal static ClientReading[] ReadClients(PoolSnapshot pool) => [.. pool.Gate.Fairness.Shares.Top.Select(Read)];

    private static BulkheadReading Read(Bulkhead bulkhead) => new(
        bulkhead.Route,
        bulkhead.Share,
        bulkhead.Places == int.MaxValue ? 0 : bulkhead.Places,
        bulkhead.InFlight,
        bulkhead.Queue.Count,
        bulkhead.Control.ArrivalsPerSecond,
        bulkhead.Held,
        bulkhead.Control.Sheds());

    private static ClientReading Read(TopClient client) =>
        new(client.Name, client.RequestsPerSecond, client.Share, client.IsOverShare, client.LooksLikeABot)
        {
            RetriesPerSecond = client.Rates.Retries,
            AdmittedPerSecond = client.Rates.Admitted,
            GoodPerSecond = client.Rates.Good,
            FailedPerSecond = client.Rates.Failed,
            ShedPerSecond = client.Rates.Shed,
            ShedWaitedPerSecond = client.Rates.Waited,
            ShedOverloadPerSecond = client.Rates.Overload,
            ShedFairSharePerSecond = client.Rates.FairShare,
            ShedBulkheadPerSecond = client.Rates.Bulkhead,
            ShedRateLimitPerSecond = client.Rates.RateLimited,
            InFlight = client.Present,
        };

    private static ServerReading Read(PoolSnapshot pool, ServerState server, ServerHealth health)
    {
        ServerReading reading = new() { Name = server.Name, RestoredShare = health.Ramp.Share, RestorationSetbacks = health.Ramp.Setbacks, Sessions = server.Places.Held, SessionLimit = server.Places.Maximum };
        if (!pool.IsProtected || pool.Gate.Control.Find(server) is not { } control)
        {
            return reading;
        }

        LimitState state = control.State;
        LimitReason reason = server.Cap < server.OwnLimit ? LimitReason.Capped : state.Reason;
        return reading with
        {
            Limit = server.Limit,
            LimitReason = LimitReasons.LabelOf(reason),
            LimitText = LimitReasons.TextNow(reason, state.Baseline, state.Waiting, state.IsSure, server.InFlight, server.Limit),
            IsFixed = control.Fixed > 0,
            Baseline = state.Baseline,
            WaitingInside = state.Waiting,
            MeanServiceNanoseconds = state.MeanServiceNanoseconds,
            LimitOverruns = pool.Gate.Sweep.OverrunsOf(server),
            LimitChanges = pool.Gate.Watch.ChangesOf(server),
        };
    }
}
