namespace Holdfast.Telemetry.Series;

/// <summary>The one table of what each <see cref="Signal"/> means, in the order of the enum. A test demands a row for each.</summary>
public static class SignalTable
{
    private const string Requests = "requests/s";
    private const string Seconds = "s";

    private static readonly SubjectKind[] Gateway = [SubjectKind.Gateway];
    private static readonly SubjectKind[] Server = [SubjectKind.Server];
    private static readonly SubjectKind[] Pool = [SubjectKind.Pool];
    private static readonly SubjectKind[] Client = [SubjectKind.Client];
    private static readonly SubjectKind[] Traffic = [SubjectKind.Gateway, SubjectKind.Route, SubjectKind.Pool, SubjectKind.Class];
    private static readonly SubjectKind[] TrafficAndServers = [.. Traffic, SubjectKind.Server];
    private static readonly SubjectKind[] Pools = [SubjectKind.Gateway, SubjectKind.Pool];
    private static readonly SubjectKind[] PoolsAndServers = [.. Pools, SubjectKind.Server];

    /// <summary>In the order of the enum.</summary>
    public static IReadOnlyList<SignalRow> Rows { get; } =
    [
        Rate(Signal.OfferedFirst, Requests, [.. Traffic, SubjectKind.Client], "Requests that arrived, without those known to be retries."),
        Rate(Signal.OfferedRetry, Requests, [.. Traffic, SubjectKind.Client], "Requests that arrived and were marked as retries, or repeat what the same client got a bad answer to."),
        Rate(Signal.Admitted, Requests, [.. TrafficAndServers, SubjectKind.Client], "Requests that were bound to a server; of a server every attempt, of a client also those that wait for one."),
        Rate(Signal.Good, Requests, [.. TrafficAndServers, SubjectKind.Client], "Requests answered in time with a status below 500."),
        Rate(Signal.ShedOverload, Requests, [.. Traffic, SubjectKind.Client], "Requests refused because there was no capacity left for their class."),
        Rate(Signal.ShedWaited, Requests, [.. Traffic, SubjectKind.Client], "Requests refused because they had waited as long as they may; of a client all that were refused after they had been let in."),
        Rate(Signal.ShedFairShare, Requests, [.. Traffic, SubjectKind.Client], "Requests refused because their client took more than its fair share of a full pool."),
        Rate(Signal.ShedRateLimit, Requests, [.. Traffic, SubjectKind.Client], "Requests refused by a rate limit of the configuration, or because an operator has bounded their client."),
        Rate(Signal.ShedOther, Requests, Traffic, "Requests refused for another reason of ours: no buffer was free."),
        Rate(Signal.FailedRefused, Requests, TrafficAndServers, "Requests that failed because no connection to a server could be opened: refused or unreachable."),
        Rate(Signal.FailedConnectTimeout, Requests, TrafficAndServers, "Requests that failed because a connection was not opened in time."),
        Rate(Signal.FailedReset, Requests, TrafficAndServers, "Requests that failed because the server closed or reset before it answered."),
        Rate(Signal.FailedMidBody, Requests, TrafficAndServers, "Requests that failed because the server stopped in the middle of its answer."),
        Rate(Signal.FailedFirstByte, Requests, TrafficAndServers, "Requests that failed because the answer did not begin in time."),
        Rate(Signal.FailedTotalTime, Requests, TrafficAndServers, "Requests that failed because they took too long as a whole."),
        Rate(Signal.FailedServerError, Requests, TrafficAndServers, "Requests that a server answered with a status of 500 or above, or not as HTTP demands."),
        Rate(Signal.FailedNoServer, Requests, Traffic, "Requests that failed because every server of the pool was out."),
        Rate(Signal.ClientGone, Requests, TrafficAndServers, "Requests whose client left or was too slow before the answer was complete."),
        Rate(Signal.OwnRetries, Requests, PoolsAndServers, "Requests that the gateway itself sent a second time; of a server those that came to it from another one."),
        Times(Signal.QueueWaitMedian, Traffic, "Half of the requests that waited for a slot waited no longer than this."),
        Times(Signal.QueueWaitP99, Traffic, "99 % of the requests that waited for a slot waited no longer than this."),
        Times(Signal.ConnectMedian, PoolsAndServers, "Half of the connections were opened within this time."),
        Times(Signal.ConnectP99, PoolsAndServers, "99 % of the connections were opened within this time."),
        Times(Signal.FirstByteMedian, TrafficAndServers, "Half of the answers began within this time after the request was sent."),
        Times(Signal.FirstByteP99, TrafficAndServers, "99 % of the answers began within this time after the request was sent."),
        Level(Signal.InFlight, "requests", [.. TrafficAndServers, SubjectKind.Client], "Requests under way; of a server those it works on."),
        Level(Signal.Limit, "requests", [.. PoolsAndServers, SubjectKind.Route], "Most requests at once that servers are given; of a route the places of its maximumShare. Nothing where there is no limit."),
        Level(Signal.Queued, "requests", Traffic, "Requests that wait for a slot."),
        Level(Signal.Connections, "connections", PoolsAndServers, "Connections to servers, idle, in use or being opened."),
        Level(Signal.ConnectionCap, "connections", PoolsAndServers, "Most connections that are allowed; nothing where there is no bound."),
        Rate(Signal.ConnectionWaits, Requests, PoolsAndServers, "Requests that had a slot and waited for a connection, because there were as many as allowed."),
        Level(Signal.Share, "share", [SubjectKind.Server, SubjectKind.Client], "Part of its pool's requests that the server got; of a client the part of a pool's service time that it asks for."),
        Level(Signal.WeightShare, "share", Server, "Part of its pool's requests that the server's weight promises, out of those that may be used."),
        Level(Signal.Clients, "clients", Pools, "Distinct clients in the second, estimated: standard error below 7 % to 65,000, a lower bound beyond 100,000."),
        Level(Signal.TopClientShare, "share", Pools, "Part of the requests that came from the busiest client."),
        Level(Signal.ClientEntropy, "share", Pools, "How evenly requests are spread over clients: 1 evenly, 0 all from one."),
        Level(Signal.PathEntropy, "share", Pools, "How evenly requests are spread over paths: 1 evenly, 0 all to one."),
        Level(Signal.Healthy, "servers", PoolsAndServers, "Of a server 1 or 0; of a pool its servers that may be used; of the gateway the part of its pools that have one."),
        Level(Signal.ServersTotal, "servers", Pool, "Servers that are configured."),
        Rate(Signal.Probes, "probes/s", PoolsAndServers, "Health probes that ended."),
        Rate(Signal.ProbeFailures, "probes/s", PoolsAndServers, "Health probes that failed."),
        Rate(Signal.ProbeSeconds, "s/s", PoolsAndServers, "Time that health probes took of servers."),
        Rate(Signal.Cpu, "cores", Gateway, "Processor time of the gateway, user and system."),
        Level(Signal.ResidentBytes, "B", Gateway, "Resident memory of the gateway."),
        Rate(Signal.GcPauseSeconds, "s/s", Gateway, "Time that garbage collections stopped the gateway."),
        Level(Signal.LoopLagSeconds, Seconds, Gateway, "How long the slowest worker took to take up a message."),
        Level(Signal.OpenFiles, "files", Gateway, "Open files and sockets of the gateway, counted every ten seconds."),
        Level(Signal.HostCpu, "share", Server, "Processor use of the server's machine, where an agent reports it."),
        Level(Signal.HostMemoryUsed, "share", Server, "Memory use of the server's machine, where an agent reports it."),
        Level(Signal.HostDiskUsed, "share", Server, "Use of the fullest disk of the server's machine, where an agent reports it."),
        Rate(Signal.VersionChanged, "1/s", Server, "1 in the second in which the version in the server's answers changed."),
        Rate(Signal.ShedBulkhead, Requests, [.. Traffic, SubjectKind.Client], "Requests refused because their route held its maximumShare of the pool and others wanted the rest."),
        Rate(Signal.ShedPressure, Requests, Traffic, "Requests refused because the gateway itself was short of memory, descriptors or time."),
        Level(Signal.Sessions, "sessions", PoolsAndServers, "Sessions (WebSockets) that are open or begin."),
        Level(Signal.SessionCap, "sessions", PoolsAndServers, "Most sessions that are allowed, of a pool those of its servers that may be used; nothing where there is no bound."),
        Rate(Signal.SessionsOpened, "sessions/s", PoolsAndServers, "Sessions that servers took on."),
        Rate(Signal.ShedSessions, Requests, Traffic, "Requests for a session refused because every server had as many as it may have."),
        Rate(Signal.FailedSessionCut, Requests, TrafficAndServers, "Sessions that their server broke off."),
        Rate(Signal.Shed, Requests, Client,
            "Requests of the client that were refused at once or after they had waited, by a rate limit and those that came too late for their own deadline among them; not for want of the gateway's own room."),
        Rate(Signal.Failed, Requests, Client, "Requests of the client that failed at a server: errors, no answer, no answer in time."),
        Level(Signal.ClientsHarmed, "clients", Pools, "Distinct clients in the second with a request that failed or was refused for lack of capacity, estimated as clients are."),
    ];

    private static readonly bool[] HasRow = [.. Enum.GetValues<SubjectKind>().SelectMany(kind => Rows.Select(row => row.Subjects.Contains(kind)))];

    public static int Count => Rows.Count;

    public static SignalRow Row(Signal signal) => Rows[(int)signal];

    public static bool Has(SubjectKind kind, Signal signal) => HasRow[((int)kind * Rows.Count) + (int)signal];

    private static SignalRow Rate(Signal signal, string unit, SubjectKind[] subjects, string text) => New(signal, unit, SignalKind.Rate, subjects, text);

    private static SignalRow Level(Signal signal, string unit, SubjectKind[] subjects, string text) => New(signal, unit, SignalKind.Level, subjects, text);

    private static SignalRow Times(Signal signal, SubjectKind[] subjects, string text) => New(signal, Seconds, SignalKind.Percentile, subjects, text);

    private static SignalRow New(Signal signal, string unit, SignalKind kind, SubjectKind[] subjects, string text) =>
        new(signal, SeriesWords.Dashed(signal.ToString()), unit, kind, subjects, text);
}
