using System.Globalization;
using Holdfast.Configuration;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Looks over the control loop's shoulder: when a pool begins and ends to shed, which limit has fallen, how often each was changed. Lives
/// on over reloads with the pool's gate. Control loop only, but for what says otherwise. Next: <see cref="OverloadNotices"/>.
/// </summary>
internal sealed class PoolWatch
{
    // Of those that matter most: a single request is chance.
    private const double NearlyAll = 0.99;

    private readonly SheddingNotices told = new();
    private readonly string pool;
    private SheddingEpisode shedding = new();
    private Dictionary<ServerState, ServerWatch> servers = [];
    private long shedBefore;
    private bool saidCritical;

    public PoolWatch(string pool)
    {
        this.pool = pool;
    }

    /// <summary>Changes of the server's limit by reason. Any thread.</summary>
    public IReadOnlyList<(string Reason, long Count)> ChangesOf(ServerState server) => Volatile.Read(ref servers).GetValueOrDefault(server)?.Changes ?? [];

    /// <summary>After the control loop's own tick.</summary>
    public void Tick(PoolControl control, long now, OverloadNotices notices)
    {
        long shedInAll = control.Sheds();
        // The operator's new bounds begin with new counts.
        long shed = shedInAll >= shedBefore ? shedInAll - shedBefore : shedInAll;
        shedBefore = shedInAll;
        PoolControlState state = control.State;
        switch (shedding.Observe(shed, state.ArrivalsPerSecond, now))
        {
            case SheddingStep.Began:
                told.Begin(Began(state), notices);
                saidCritical = RefusesCritical(state);
                break;
            case SheddingStep.Ended:
                told.End(Ended(), notices);
                break;
            default:
                told.Tick(notices);
                break;
        }

        SayCritical(state, notices);

        foreach (ServerControl server in control.Servers)
        {
            ServerWatch watch = WatchOf(server, control, now);
            if (watch.Observe(server.State, now, out int from))
            {
                notices.Add(Fell(server.State, from, watch.FallNanoseconds));
            }
        }
    }

    /// <summary>A reload has taken the pool or its protection away: nobody looks any more.</summary>
    public void Leave(OverloadNotices notices)
    {
        shedding = new SheddingEpisode();
        told.Leave(Left(), notices);
    }

    /// <summary>Once in each episode, when it did not begin so: then even what nobody wants to refuse is more than can be served.</summary>
    private void SayCritical(PoolControlState state, OverloadNotices notices)
    {
        saidCritical &= shedding.IsOn;
        if (shedding.IsOn && !saidCritical && RefusesCritical(state))
        {
            saidCritical = notices.TryAdd(new(
                EventLevel.Warning,
                "shedding",
                $"pool {pool} refuses critical requests, too; it can serve {Number(state.Capacity)}/s",
                [("pool", pool), ("capacity", Number(state.Capacity))]));
        }
    }

    private ServerWatch WatchOf(ServerControl server, PoolControl control, long now)
    {
        if (!servers.TryGetValue(server.Server, out ServerWatch? watch))
        {
            // Replaced whole, with only those that are there now: others read it without a lock.
            Dictionary<ServerState, ServerWatch> next = [];
            foreach (ServerControl each in control.Servers)
            {
                next[each.Server] = servers.GetValueOrDefault(each.Server) ?? new ServerWatch(each.State.Limit, now);
            }

            Volatile.Write(ref servers, next);
            watch = next[server.Server];
        }

        return watch;
    }

    private OverloadNotice Began(PoolControlState state) => new(
        EventLevel.Warning,
        "shedding",
        $"pool {pool} sheds requests: {Number(shedding.PeakOffered)}/s are offered and {Served(state, $"it can serve {Number(state.Capacity)}/s")}",
        [("pool", pool), ("offered", Number(shedding.PeakOffered)), ("capacity", Number(state.Capacity))])
    {
        Step = new(Subject, $"the gateway began to refuse {Refused(state.Threshold, state.AdmittedShares)}: {Number(shedding.PeakOffered)}/s are offered and {Served(state, $"{Number(state.Capacity)}/s can be served")}", ChangeLog.AdmitsAll, ProtectionStep.Refuses),
    };

    // What can be served is learned more slowly than it falls: a wait beside a capacity that is more than what is offered would read as a reason that is none.
    private string Served(PoolControlState state, string words) => state.Capacity < shedding.PeakOffered ? words : "they wait for longer than they should";

    private OverloadNotice Ended() => new(
        EventLevel.Information,
        "shedding",
        $"pool {pool} sheds no more: {Number(shedding.Shed)} requests were shed in {Number(shedding.LengthNanoseconds / 1e9)} s, at most {Number(shedding.PeakOffered)}/s were offered",
        [("pool", pool), ("seconds", Number(shedding.LengthNanoseconds / 1e9)), ("shed", Number(shedding.Shed)), ("peak", Number(shedding.PeakOffered))])
    {
        Step = new(Subject, $"the gateway refuses no more: {Number(shedding.Shed)} requests were refused in {Number(shedding.LengthNanoseconds / 1e9)} s", ProtectionStep.Refuses, ChangeLog.AdmitsAll),
    };

    private OverloadNotice Left() => new(EventLevel.Information, "shedding", $"pool {pool} sheds no more: the new configuration does not protect it", [("pool", pool)])
    {
        Step = new(Subject, "the gateway refuses no more: the new configuration does not protect the pool", ProtectionStep.Refuses, ChangeLog.AdmitsAll),
    };

    private OverloadNotice Fell(LimitState state, int from, long nanoseconds) => new(
        EventLevel.Warning,
        "limit",
        $"the limit of server {state.Server.Name} of pool {pool} has fallen from {from} to {state.Limit}; {LimitReasons.TextOf(state.Reason)}",
        [("pool", pool), ("server", state.Server.Name), ("from", Number(from)), ("to", Number(state.Limit)), ("reason", LimitReasons.LabelOf(state.Reason))])
    {
        Step = new(
            new SeriesSubject(SubjectKind.Server, $"{pool}/{state.Server.Name}"),
            $"the gateway lowered the limit from {from} to {state.Limit} within {Number(Math.Ceiling(nanoseconds / 1e9))} s; {LimitReasons.TextOf(state.Reason)}",
            Number(from),
            Number(state.Limit)),
    };

    private SeriesSubject Subject => new(SubjectKind.Pool, pool);

    private static bool RefusesCritical(PoolControlState state) => AdmittedOf(state.AdmittedShares, RequestClass.Critical) < NearlyAll;

    private static double AdmittedOf(IReadOnlyList<double> admitted, RequestClass requestClass) => (int)requestClass < admitted.Count ? admitted[(int)requestClass] : 1;

    /// <summary>Whom the threshold does not let in as a whole, of those who ask; where it lets all in, what is refused has waited in vain.</summary>
    internal static string Refused(AdmissionThreshold threshold, IReadOnlyList<double> admitted)
    {
        string[] classes = [.. Enum.GetValues<RequestClass>().Reverse().Where(one => threshold.ShareOf(one) < 1 && AdmittedOf(admitted, one) < 1).Select(NameOf)];
        return classes.Length == 0 ? "requests that had waited too long" : $"{string.Join(" and ", classes)} requests";
    }

    private static string NameOf(RequestClass requestClass) => requestClass switch
    {
        RequestClass.Critical => "critical",
        RequestClass.Default => "default",
        RequestClass.BestEffort => "best-effort",
        _ => "bulk",
    };

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
