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

    public ServerCounters? CountersOf(ServerState server) => servers.GetValueOrDefault(server);

    /// <summary>The route is known.</summary>
    public void Begin(ref ExchangeCounters counters, RouteSnapshot route)
    {
        counters.Route = routes[route.Index];
        counters.Pool = pools[route.PoolIndex];
        counters.Route.InFlight++;
        counters.Pool.InFlight++;
    }

    /// <summary>The server is known.</summary>
    public void BeginAttempt(ref ExchangeCounters counters, ServerState server)
    {
        counters.Server = servers.GetValueOrDefault(server);
        if (counters.Server is not null)
        {
            counters.Server.InFlight++;
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

    public static void CountConnect(in ExchangeCounters counters)
    {
        if (counters.Server is not null)
        {
            counters.Server.Connects++;
        }
    }

    public static void CountRetry(in ExchangeCounters counters) => counters.Pool!.Retries++;

    public void Record(Exchange exchange, in ExchangeCounters counters, RequestOutcome outcome)
    {
        long now = worker.Now();
        if (counters.Route is { } route)
        {
            route.InFlight--;
            route.Finish((int)outcome, exchange.StatusCode, now - exchange.StartedNanoseconds);
            route.RequestBytes += exchange.RequestBodyBytes;
            route.ResponseBytes += exchange.ResponseBodyBytes;
            RecordPool(counters.Pool!, outcome);
        }
        else
        {
            RecordUnrouted(exchange, outcome);
        }

        if (counters.Server is { } server)
        {
            RecordServer(exchange, server, outcome, now);
        }

        if (accessLog is not null)
        {
            Log(accessLog, exchange, counters, outcome, now);
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

    private static void Log(AccessLogWriter log, Exchange exchange, in ExchangeCounters counters, RequestOutcome outcome, long now)
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
        if (counters.Route is not null)
        {
            entry.Route = counters.Route.NameUtf8;
            entry.Pool = counters.Pool!.NameUtf8;
        }

        if (counters.Server is not null)
        {
            entry.Server = counters.Server.NameUtf8;
        }

        log.TryAppend(entry);
    }

    private static void RecordPool(PoolCounters pool, RequestOutcome outcome)
    {
        pool.InFlight--;
        pool.Outcomes.Increment((int)outcome);
        pool.NoServerAvailable += outcome == RequestOutcome.NoServer ? 1 : 0;
    }

    private void RecordUnrouted(Exchange exchange, RequestOutcome outcome)
    {
        worker.Counters.HeadTimeouts += outcome == RequestOutcome.HeadTimeout ? 1 : 0;
        if (outcome == RequestOutcome.BadRequest)
        {
            worker.Counters.Rejections.Increment((int)exchange.Request.Rejection);
        }
    }

    private static void RecordServer(Exchange exchange, ServerCounters counters, RequestOutcome outcome, long now)
    {
        counters.Outcomes.Increment((int)outcome);
        counters.CountStatus(exchange.StatusCode);
        counters.BytesSent += exchange.RequestBodyBytes;
        counters.BytesReceived += exchange.ResponseBodyBytes;
        if (exchange.FirstByteNanoseconds > 0)
        {
            long latency = exchange.FirstByteNanoseconds - exchange.SentNanoseconds;
            counters.RecordTimeToFirstByte(latency);
            exchange.RecordedServer?.RecordLatency(latency, now);
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
