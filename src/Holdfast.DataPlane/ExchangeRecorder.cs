using Holdfast.Networking;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane;

/// <summary>
/// Step 9 of an exchange: counters, histograms, access log. The worker's own counters, found once when a snapshot is adopted, so that a
/// request costs plain additions. Worker thread only.
/// </summary>
internal sealed class ExchangeRecorder
{
    private readonly Worker worker;
    private readonly MetricCatalog metrics;
    private readonly AccessLogWriter? accessLog;
    private readonly Dictionary<ServerState, ServerCounters> servers = [];
    private RouteCounters[] routes = [];
    private PoolCounters[] pools = [];

    public ExchangeRecorder(Worker worker, MetricCatalog metrics, AccessLogWriter? accessLog)
    {
        this.worker = worker;
        this.metrics = metrics;
        this.accessLog = accessLog;
    }

    /// <summary>Exchanges must keep what the log wants to say: the buffer they were parsed from is used again before they end.</summary>
    public bool LogsRequests => accessLog is not null;

    /// <summary>Values of the connect failure label, in the order of <see cref="FailureIndex"/>.</summary>
    public static string[] ConnectFailureLabels { get; } = ["refused", "timed_out", "unreachable", "reset", "no_resources", "other"];

    public void Adopt(RoutingSnapshot snapshot)
    {
        routes = [.. snapshot.Routes.Select(route => metrics.Route(route.Name, worker.Index))];
        pools = [.. snapshot.Pools.Select(pool => metrics.Pool(pool.Name, worker.Index))];
        servers.Clear();
        foreach (PoolSnapshot pool in snapshot.Pools)
        {
            foreach (ServerState server in pool.Servers)
            {
                servers[server] = metrics.Server(pool.Name, server.Name, worker.Index);
            }
        }
    }

    public void Record(Exchange exchange, RequestOutcome outcome)
    {
        long now = worker.Now();
        if (exchange.RecordedRoute is { } route && route.Index < routes.Length)
        {
            RouteCounters counters = routes[route.Index];
            counters.Finish((int)outcome, exchange.StatusCode, now - exchange.StartedNanoseconds);
            counters.RequestBytes += exchange.RequestBodyBytes;
            counters.ResponseBytes += exchange.ResponseBodyBytes;
        }
        else if (outcome == RequestOutcome.BadRequest)
        {
            worker.Counters.Rejections.Increment((int)exchange.Request.Rejection);
        }
        else if (outcome == RequestOutcome.HeadTimeout)
        {
            worker.Counters.HeadTimeouts++;
        }

        RecordPool(exchange, outcome);
        RecordServer(exchange, outcome, now);
        if (accessLog is not null)
        {
            Log(accessLog, exchange, outcome, now);
        }
    }

    public void CountConnectFailure(ServerState server, IoStatus status)
    {
        if (servers.TryGetValue(server, out ServerCounters? counters))
        {
            counters.ConnectFailures.Increment(FailureIndex(status));
        }
    }

    public void CountEjection(ServerState server)
    {
        if (servers.TryGetValue(server, out ServerCounters? counters))
        {
            counters.Ejections++;
        }
    }

    public void CountRetry(PoolState pool)
    {
        if (pool.Snapshot.Index < pools.Length)
        {
            pools[pool.Snapshot.Index].Retries++;
        }
    }

    private void Log(AccessLogWriter log, Exchange exchange, RequestOutcome outcome, long now)
    {
        Span<byte> requestId = stackalloc byte[HexText.Digits];
        HexText.Write(exchange.RequestId, requestId);
        AccessLogEntry entry = new()
        {
            FinishedNanoseconds = now,
            DurationNanoseconds = now - exchange.StartedNanoseconds,
            BytesIn = exchange.RequestBodyBytes,
            BytesOut = exchange.ResponseBodyBytes,
            Client = exchange.Client.Peer,
            Status = exchange.StatusCode,
            Outcome = (int)outcome,
            Retries = Math.Max(0, exchange.Attempts - 1),
            Method = exchange.Texts.Method,
            Host = exchange.Texts.Host,
            Path = exchange.Texts.Path,
            RequestId = requestId,
        };
        if (exchange.RecordedRoute is { } route && route.Index < routes.Length)
        {
            entry.Route = routes[route.Index].NameUtf8;
        }

        if (exchange.RecordedPool is { } pool && pool.Snapshot.Index < pools.Length)
        {
            entry.Pool = pools[pool.Snapshot.Index].NameUtf8;
        }

        if (exchange.RecordedServer is { } server && servers.TryGetValue(server, out ServerCounters? counters))
        {
            entry.Server = counters.NameUtf8;
        }

        log.TryAppend(entry);
    }

    private void RecordPool(Exchange exchange, RequestOutcome outcome)
    {
        if (exchange.RecordedPool is { } pool && pool.Snapshot.Index < pools.Length)
        {
            PoolCounters counters = pools[pool.Snapshot.Index];
            counters.Outcomes.Increment((int)outcome);
            counters.NoServerAvailable += outcome == RequestOutcome.NoServer ? 1 : 0;
        }
    }

    private void RecordServer(Exchange exchange, RequestOutcome outcome, long now)
    {
        if (exchange.RecordedServer is not { } server || !servers.TryGetValue(server, out ServerCounters? counters))
        {
            return;
        }

        counters.Outcomes.Increment((int)outcome);
        counters.CountStatus(exchange.StatusCode);
        counters.BytesSent += exchange.RequestBodyBytes;
        counters.BytesReceived += exchange.ResponseBodyBytes;
        if (exchange.FirstByteNanoseconds > 0)
        {
            long latency = exchange.FirstByteNanoseconds - exchange.SentNanoseconds;
            counters.RecordTimeToFirstByte(latency);
            server.RecordLatency(latency, now);
        }
    }

    private static int FailureIndex(IoStatus status) => status switch
    {
        IoStatus.Refused => 0,
        IoStatus.TimedOut => 1,
        IoStatus.Unreachable => 2,
        IoStatus.Reset => 3,
        IoStatus.NoResources or IoStatus.TooManyDescriptors => 4,
        _ => 5,
    };
}
