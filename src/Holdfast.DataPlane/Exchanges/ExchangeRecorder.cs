using System.Text;
using Holdfast.Configuration;
using Holdfast.Http1;
using Holdfast.Networking;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Otlp;
using Holdfast.Telemetry.Series;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// Step 9 of an exchange: counters, histograms, access log. The worker's own counters, found once when a snapshot is adopted, so that a
/// request costs plain additions. Worker thread only.
/// </summary>
internal sealed class ExchangeRecorder
{
    private static readonly byte[][] RejectionLabels = [.. Rejections.All.Select(rejection => Encoding.ASCII.GetBytes(rejection.Label))];

    // By outcome: its client has not got what it came for. What a rate limit refuses was agreed with the client, and one that left is none.
    private static readonly bool[] HarmsClient = [.. OutcomeSignals.All().Select(signal => SignalGroups.Failed.Contains(signal) || SignalGroups.Shed.Contains(signal))];

    private readonly Worker worker;
    private readonly MetricCatalog metrics;
    private readonly AccessLogWriter? accessLog;
    private readonly SpanTap? spans;
    private readonly Dictionary<ServerState, ServerCounters> servers = [];
    private RouteCounters[] routes = [];
    private PoolCounters[] pools = [];
    private ClassCounters[] classes = [];
    private readonly RecentRequests recent;

    public ExchangeRecorder(Worker worker, MetricCatalog metrics, AccessLogWriter? accessLog)
    {
        this.worker = worker;
        this.metrics = metrics;
        this.accessLog = accessLog;
        spans = metrics.Spans?.Worker(worker.Index);
        recent = new RecentRequests(worker.Now());
    }

    /// <summary>Exchanges must keep what the log wants to say: the buffer they were parsed from is used again before they end.</summary>
    public bool LogsRequests => accessLog is not null || spans is not null;

    /// <summary>Values of the connect failure label, in the order of <see cref="FailureIndex"/>.</summary>
    public static string[] ConnectFailureLabels { get; } = ["refused", "timed_out", "unreachable", "reset", "no_resources", "other"];

    /// <summary>Values of the class label, in the order of <see cref="RequestClass"/>: the words of the configuration.</summary>
    public static string[] ClassNames { get; } = ["critical", "default", "best-effort", "bulk"];

    public void Adopt(RoutingSnapshot snapshot)
    {
        routes = [.. snapshot.Routes.Select(route => metrics.Route(route.Name, worker.Index))];
        pools = [.. snapshot.Pools.Select(pool => metrics.Pool(pool.Name, worker.Index))];
        classes = [.. ClassNames.Select(name => metrics.Class(name, worker.Index))];
        servers.Clear();
        foreach (PoolSnapshot pool in snapshot.Pools)
        {
            foreach (ServerState server in pool.Servers)
            {
                servers[server] = metrics.Server(pool.Name, server.Name, worker.Index);
            }
        }
    }

    /// <summary>Makes what is new in a snapshot before the first worker asks for it: objects that last are made with collections, and a worker waits for none of its own.</summary>
    public static void Prepare(MetricCatalog metrics, RoutingSnapshot snapshot)
    {
        foreach (RouteSnapshot route in snapshot.Routes)
        {
            metrics.Route(route.Name, worker: 0);
        }

        foreach (PoolSnapshot pool in snapshot.Pools)
        {
            metrics.Pool(pool.Name, worker: 0);
            foreach (ServerState server in pool.Servers)
            {
                metrics.Server(pool.Name, server.Name, worker: 0);
            }
        }
    }

    public ServerCounters? CountersOf(ServerState server) => servers.GetValueOrDefault(server);

    /// <summary>The route is known, and who asks.</summary>
    public void Begin(ExchangeFacts facts, RouteSnapshot route, ReadOnlySpan<byte> input, RequestHead request)
    {
        ref ExchangeCounters counters = ref facts.Counters;
        counters.Route = routes[route.Index];
        counters.Pool = pools[route.PoolIndex];
        counters.Class = classes[(int)facts.Class];
        counters.ClassIndex = (int)facts.Class;
        counters.Route.InFlight++;
        counters.Pool.InFlight++;
        counters.Class.InFlight++;
        ulong path = ByteHash.Of(request.Path.Of(input));
        facts.RepeatKey = ByteHash.Mix(facts.ClientHash, path);
        facts.IsRetry = recent.Arrive(facts.RepeatKey, facts.StartedNanoseconds) | RetryMark.IsIn(input, request.Fields.Fields);
        counters.Pool.Arrive(counters.ClassIndex, facts.IsRetry, SketchKey(facts), path);
        counters.Route.Retries += facts.IsRetry ? 1 : 0;
    }

    // Its highest bits place a client, and the hash for fair shares need not be good there.
    private static ulong SketchKey(ExchangeFacts facts) => ByteHash.Mix(facts.ClientHash, 0);

    /// <summary>The server is known.</summary>
    public void BeginAttempt(ref ExchangeCounters counters, ServerState server)
    {
        bool isAnother = counters.Server is not null;
        if (!isAnother)
        {
            counters.Route!.Admitted++;
            counters.Pool!.Admitted.Increment(counters.ClassIndex);
        }

        counters.Server = servers.GetValueOrDefault(server);
        if (counters.Server is not null)
        {
            counters.Server.InFlight++;
            counters.Server.Attempts++;
            counters.Server.Retries += isAnother ? 1 : 0;
        }
    }

    public static void EndAttempt(in ExchangeCounters counters)
    {
        if (counters.Server is not null)
        {
            counters.Server.InFlight--;
        }
    }

    public static void CountReuse(in ExchangeCounters counters)
    {
        if (counters.Server is not null)
        {
            counters.Server.Reuses++;
        }
    }

    /// <summary>The server has taken the session on.</summary>
    public static void CountSession(in ExchangeCounters counters)
    {
        if (counters.Server is not null)
        {
            counters.Server.SessionsOpened++;
        }
    }

    /// <param name="nanoseconds">How long it took to open; 0 when another worker had opened it.</param>
    public static void CountConnect(in ExchangeCounters counters, long nanoseconds)
    {
        if (counters.Server is not null)
        {
            counters.Server.Connects++;
            if (nanoseconds > 0)
            {
                counters.Server.RecordConnect(nanoseconds);
            }
        }
    }

    /// <summary>Waits for a slot from now on.</summary>
    public static void BeginWait(in ExchangeCounters counters)
    {
        counters.Pool!.Queued.Add(counters.ClassIndex, 1);
        counters.Route!.Queued++;
        counters.Class!.Queued++;
    }

    public static void EndWait(in ExchangeCounters counters, long nanoseconds)
    {
        counters.Pool!.Queued.Add(counters.ClassIndex, -1);
        counters.Route!.Queued--;
        counters.Route.RecordWait(counters.Pool.RecordWait(counters.ClassIndex, nanoseconds));
        counters.Class!.Queued--;
    }

    /// <summary>The attempt failed, and another one follows.</summary>
    public static void CountRetry(in ExchangeCounters counters, RetryKind kind, RequestOutcome outcome)
    {
        counters.Pool!.Retries++;
        counters.Pool.RetryKinds.Increment(RetryLabels.IndexOf(kind));
        if (counters.Server is { } server)
        {
            server.FailedAttempts.Increment((int)outcome);
            server.FailedAttemptsTotal++;
        }
    }

    public static void CountExpiredDispatch(in ExchangeCounters counters) => counters.Pool!.ExpiredDispatches++;

    public static void CountRetryRefused(in ExchangeCounters counters, RetryRefusal reason) => counters.Pool!.RetriesRefused.Increment(RetryLabels.IndexOf(reason));

    public void Record(ExchangeFacts facts, ServerAttempt attempt, RequestOutcome outcome)
    {
        long now = worker.Now();
        CountClient(facts, outcome);
        if (facts.Counters.Route is { } route)
        {
            route.InFlight--;
            route.Finish((int)outcome, facts.StatusCode, now - facts.StartedNanoseconds);
            route.RequestBytes += facts.RequestBodyBytes;
            route.ResponseBytes += facts.ResponseBodyBytes;
            bool isServerError = outcome is RequestOutcome.Answered && facts.StatusCode >= 500;
            RecordPool(facts.Counters, outcome, isServerError);
            if (isServerError)
            {
                route.ServerErrors++;
            }

            if (isServerError || OutcomeTable.Row(outcome).Cause is OutcomeCause.Server or OutcomeCause.Shed or OutcomeCause.Gateway)
            {
                recent.NoteBad(facts.RepeatKey, now);
            }

            if (isServerError || HarmsClient[(int)outcome])
            {
                facts.Counters.Pool!.Harm(SketchKey(facts));
            }

            facts.Counters.Class!.InFlight--;
            facts.Counters.Class.Outcomes.Increment((int)outcome);
            facts.Counters.Class.Shed += OutcomeTable.ShedIndexOf(outcome) >= 0 ? 1 : 0;
        }

        if (facts.Counters.Server is { } server)
        {
            RecordServer(facts, server, attempt.Server, outcome, now);
        }

        if (accessLog is not null)
        {
            Log(accessLog, facts, attempt.Count, outcome, now);
        }

        if (spans is not null && spans.Takes(facts.Texts.TraceParent, now))
        {
            Log(spans.Writer, facts, attempt.Count, outcome, now);
        }
    }

    public void CountConnectFailure(ServerState server, IoStatus status)
    {
        if (servers.TryGetValue(server, out ServerCounters? counters))
        {
            counters.ConnectFailures.Increment(FailureIndex(status));
        }
    }

    public void CountEjection(ServerState server, EjectionReason reason)
    {
        if (servers.TryGetValue(server, out ServerCounters? counters))
        {
            counters.Ejections.Increment((int)reason);
        }
    }

    private static void Log(AccessLogWriter log, ExchangeFacts facts, int attempts, RequestOutcome outcome, long now)
    {
        Span<byte> requestId = stackalloc byte[HexText.Digits];
        HexText.Write(facts.RequestId, requestId);
        AccessLogEntry entry = new()
        {
            FinishedNanoseconds = now,
            DurationNanoseconds = now - facts.StartedNanoseconds,
            BytesIn = facts.RequestBodyBytes,
            BytesOut = facts.ResponseBodyBytes,
            Client = facts.ClientAddress,
            // But for the port: a proxy that names itself writes none, or another one.
            Proxy = facts.Client.Peer with { Port = facts.ClientAddress.Port } == facts.ClientAddress ? default : facts.Client.Peer,
            Status = facts.StatusCode,
            Outcome = (int)outcome,
            Retries = Math.Max(0, attempts - 1),
            Method = facts.Texts.Method,
            Host = facts.Texts.Host,
            Path = facts.Texts.Path,
            RequestId = requestId,
            UserAgent = facts.Texts.UserAgent,
            TraceParent = facts.Texts.TraceParent,
            WaitNanoseconds = facts.QueuedNanoseconds,
            Reason = facts.Rejection == RejectionReason.None ? default : RejectionLabels[(int)facts.Rejection],
        };
        if (facts.Counters.Route is not null)
        {
            entry.Route = facts.Counters.Route.NameUtf8;
            entry.Pool = facts.Counters.Pool!.NameUtf8;
        }

        if (facts.Counters.Server is not null)
        {
            entry.Server = facts.Counters.Server.NameUtf8;
        }

        log.TryAppend(entry);
    }

    private static void RecordPool(in ExchangeCounters counters, RequestOutcome outcome, bool isServerError)
    {
        PoolCounters pool = counters.Pool!;
        pool.InFlight--;
        int shed = OutcomeTable.ShedIndexOf(outcome);
        if (shed >= 0)
        {
            pool.CountShed(counters.ClassIndex, shed);
        }

        if (isServerError)
        {
            pool.ServerErrors.Increment(counters.ClassIndex);
        }

        pool.Finish(counters.ClassIndex, (int)outcome);
        pool.NoServerAvailable += outcome == RequestOutcome.NoServer ? 1 : 0;
    }

    /// <summary>What went wrong on the client's side, with a route or without.</summary>
    private void CountClient(ExchangeFacts facts, RequestOutcome outcome)
    {
        switch (outcome)
        {
            case RequestOutcome.BadRequest:
                worker.Counters.Rejections.Increment((int)facts.Rejection);
                break;
            case RequestOutcome.HeadTimeout:
                worker.Counters.HeadTimeouts++;
                break;
            case RequestOutcome.BodyTooSlow or RequestOutcome.ClientTooSlow:
                worker.Counters.BodyTimeouts++;
                break;
        }
    }

    private static void RecordServer(ExchangeFacts facts, ServerCounters counters, ServerState? server, RequestOutcome outcome, long now)
    {
        counters.Outcomes.Increment((int)outcome);
        counters.CountStatus(facts.StatusCode);
        counters.ServerErrors += outcome is RequestOutcome.Answered && facts.StatusCode >= 500 ? 1 : 0;
        counters.BytesSent += facts.RequestBodyBytes;
        counters.BytesReceived += facts.ResponseBodyBytes;
        if (facts.FirstByteNanoseconds > 0)
        {
            long latency = facts.FirstByteNanoseconds - facts.SentNanoseconds;
            int bucket = counters.RecordTimeToFirstByte(latency);
            facts.Counters.Route!.RecordFirstByte(bucket);
            facts.Counters.Pool!.RecordFirstByte(facts.Counters.ClassIndex, bucket);
            server?.RecordLatency(latency, now);
        }
    }

    private static int FailureIndex(IoStatus status) => status switch
    {
        IoStatus.Refused => 0,
        IoStatus.TimedOut => 1,
        IoStatus.Unreachable => 2,
        IoStatus.Reset => 3,
        _ when Shortage.IsOurs(status) => 4,
        _ => 5,
    };
}
