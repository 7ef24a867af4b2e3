using System.Globalization;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Looks over the control loop's shoulder: when a pool begins and ends to shed, which limit has fallen, how often each was changed. Lives
/// on over reloads with the pool's gate. Control loop only, but for what says otherwise. Next: <see cref="OverloadNotices"/>.
/// </summary>
internal sealed class PoolWatch
{
    private readonly SheddingEpisode shedding = new();
    private readonly string pool;
    private Dictionary<ServerState, ServerWatch> servers = [];
    private long shedBefore;

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
                notices.Add(Began(state));
                break;
            case SheddingStep.Ended:
                notices.Add(Ended());
                break;
        }

        foreach (ServerControl server in control.Servers)
        {
            if (WatchOf(server, control, now).Observe(server.State, now, out int from))
            {
                notices.Add(Fell(server.State, from));
            }
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
        $"pool {pool} sheds requests: {Number(shedding.PeakOffered)}/s are offered and it can serve {Number(state.Capacity)}/s",
        [("pool", pool), ("offered", Number(shedding.PeakOffered)), ("capacity", Number(state.Capacity))]);

    private OverloadNotice Ended() => new(
        EventLevel.Information,
        "shedding",
        $"pool {pool} sheds no more: {Number(shedding.Shed)} requests were shed in {Number(shedding.LengthNanoseconds / 1e9)} s, at most {Number(shedding.PeakOffered)}/s were offered",
        [("pool", pool), ("seconds", Number(shedding.LengthNanoseconds / 1e9)), ("shed", Number(shedding.Shed)), ("peak", Number(shedding.PeakOffered))]);

    private OverloadNotice Fell(LimitState state, int from) => new(
        EventLevel.Warning,
        "limit",
        $"the limit of server {state.Server.Name} of pool {pool} has fallen from {from} to {state.Limit}; {LimitReasons.TextOf(state.Reason)}",
        [("pool", pool), ("server", state.Server.Name), ("from", Number(from)), ("to", Number(state.Limit)), ("reason", LimitReasons.LabelOf(state.Reason))]);

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
