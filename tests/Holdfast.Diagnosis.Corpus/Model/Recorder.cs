namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>Counts what happens and writes it down once a second, for the gateway, its routes, pools, servers and classes.</summary>
internal sealed class Recorder(WorldPlan plan, CorpusSeries series)
{
    private static readonly Signal[] Traffic =
    [
        Signal.OfferedFirst, Signal.OfferedRetry, Signal.Admitted, Signal.Good, Signal.ShedOverload, Signal.ShedWaited, Signal.ShedFairShare, Signal.ShedRateLimit, Signal.ShedOther,
        Signal.FailedRefused, Signal.FailedConnectTimeout, Signal.FailedReset, Signal.FailedMidBody, Signal.FailedFirstByte, Signal.FailedTotalTime, Signal.FailedServerError,
        Signal.FailedNoServer, Signal.ClientGone, Signal.OwnRetries,
    ];

    private static readonly Signal[] OfPool = [.. Traffic, Signal.ConnectionWaits, Signal.Probes, Signal.ProbeFailures, Signal.ProbeSeconds];

    private readonly Tally gateway = new();
    private readonly Tally[] routes = [.. plan.RouteSeconds.Select(_ => new Tally())];
    private readonly Tally[] pools = [.. Enumerable.Range(0, plan.Pools).Select(_ => new Tally())];
    private readonly Tally[] servers = [.. plan.Servers.Select(_ => new Tally())];
    private readonly Tally[] classes = [new(), new()];
    private readonly Dictionary<int, int>[] clients = [.. Enumerable.Range(0, plan.Pools).Select(_ => new Dictionary<int, int>())];

    public static SeriesSubject Pool(int number) => new(SubjectKind.Pool, number == 0 ? "shop" : "accounts");

    public static SeriesSubject Server(ServerModel server) => new(SubjectKind.Server, $"{Pool(server.Pool).Name}/{server.Address}");

    public static SeriesSubject Route(int number) => new(SubjectKind.Route, $"/r{number}");

    public void Count(Request request, Signal signal)
    {
        gateway.Add(signal);
        routes[request.Route].Add(signal);
        pools[request.Pool].Add(signal);
        classes[request.IsCritical ? 0 : 1].Add(signal);
    }

    public void Offer(Request request, bool knownAsRetry)
    {
        Count(request, knownAsRetry ? Signal.OfferedRetry : Signal.OfferedFirst);
        clients[request.Pool][request.Client] = clients[request.Pool].GetValueOrDefault(request.Client) + 1;
    }

    public void CountServer(ServerModel server, Signal signal, double amount = 1) => servers[server.Index].Add(signal, amount);

    public void CountPool(int pool, Signal signal, double amount = 1)
    {
        pools[pool].Add(signal, amount);
        gateway.Add(signal, amount);
    }

    public void Sample(Request request, ServerModel? server, Signal median, double seconds)
    {
        gateway.Sample(median, seconds);
        pools[request.Pool].Sample(median, seconds);
        if (server is not null)
        {
            servers[server.Index].Sample(median, seconds);
        }
    }

    public void Flush(int second, World world)
    {
        for (int pool = 0; pool < pools.Length; pool++)
        {
            FlushPool(pool, second, world);
        }

        SeriesSubject whole = new(SubjectKind.Gateway, "");
        FlushClients(whole, clients.SelectMany(each => each.Values), second);
        gateway.Flush(series, whole, second, OfPool);
        series.Put(whole, Signal.LoopLagSeconds, second, 0.001 + plan.GatewayStall);
        series.Put(whole, Signal.Cpu, second, 0.2 + plan.GatewayStall);
        for (int route = 0; route < routes.Length; route++)
        {
            routes[route].Flush(series, Route(route), second, Traffic);
        }

        classes[0].Flush(series, new SeriesSubject(SubjectKind.Class, "critical"), second, Traffic);
        classes[1].Flush(series, new SeriesSubject(SubjectKind.Class, "default"), second, Traffic);
        foreach (Dictionary<int, int> each in clients)
        {
            each.Clear();
        }
    }

    private void FlushPool(int pool, int second, World world)
    {
        SeriesSubject subject = Pool(pool);
        ServerModel[] its = [.. plan.Servers.Where(server => server.Pool == pool)];
        double admitted = its.Sum(server => servers[server.Index].Count(Signal.Admitted));
        double weights = its.Sum(server => server.Weight);
        FlushClients(subject, clients[pool].Values, second);
        series.Put(subject, Signal.InFlight, second, its.Sum(server => server.InFlight));
        series.Put(subject, Signal.Limit, second, its.Sum(server => server.Limit));
        series.Put(subject, Signal.Queued, second, world.QueuedIn(pool));
        series.Put(subject, Signal.Connections, second, its.Sum(server => server.Open));
        series.Put(subject, Signal.ConnectionCap, second, its.Sum(server => server.ConnectionCap));
        series.Put(subject, Signal.Healthy, second, its.Count(server => server.IsHealthy));
        series.Put(subject, Signal.ServersTotal, second, its.Length);
        foreach (ServerModel server in its)
        {
            SeriesSubject name = Server(server);
            series.Put(name, Signal.Share, second, admitted > 0 ? servers[server.Index].Count(Signal.Admitted) / admitted : double.NaN);
            series.Put(name, Signal.WeightShare, second, weights > 0 ? server.Weight / weights : 0);
            series.Put(name, Signal.InFlight, second, server.InFlight);
            series.Put(name, Signal.Limit, second, server.Limit);
            series.Put(name, Signal.Connections, second, server.Open);
            series.Put(name, Signal.ConnectionCap, second, server.ConnectionCap);
            series.Put(name, Signal.Healthy, second, server.IsHealthy ? 1 : 0);
            if (plan.AgentsReport)
            {
                series.Put(name, Signal.HostCpu, second, server.Refuses ? double.NaN : Math.Min(1, (server.BusySeconds / server.Places) + server.StolenProcessor));
            }

            server.BusySeconds = 0;
            servers[server.Index].Flush(series, name, second, [.. OfPool, Signal.VersionChanged]);
        }

        pools[pool].Flush(series, subject, second, OfPool);
    }

    private void FlushClients(SeriesSubject subject, IEnumerable<int> perClient, int second)
    {
        int[] counts = [.. perClient];
        double all = counts.Sum();
        double entropy = all > 0 ? -counts.Sum(count => count / all * Math.Log(count / all)) : 0;
        series.Put(subject, Signal.Clients, second, counts.Length);
        series.Put(subject, Signal.TopClientShare, second, all > 0 ? counts.Max() / all : double.NaN);
        series.Put(subject, Signal.ClientEntropy, second, counts.Length > 1 ? entropy / Math.Log(counts.Length) : double.NaN);
    }
}
