using System.Diagnostics;
using Xunit.Abstractions;

namespace Holdfast.EndToEnd.Failures;

/// <summary>kill -9 of one of three servers: only requests that it was answering or that may not be repeated fail, and it is used again when it is back.</summary>
public sealed class KilledServerTests(ITestOutputHelper report) : IDisposable
{
    private static readonly TimeSpan FewSeconds = TimeSpan.FromSeconds(5);

    private readonly Workplace place = new();
    private readonly List<NginxServer> servers = [];

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("least-requests", "")]
    [InlineData("round-robin", "")]
    [InlineData("round-robin", "health: { path: /100, interval: 500ms }")]
    public void UnderLoad_OnlyRequestsInFlightFail_AndItTakesTrafficAgain(string policy, string health)
    {
        using GatewayProcess gateway = StartGateway(policy, health);
        using LoadClients load = new(gateway.Address, (3, LoadClients.Kept("/10k")), (2, LoadClients.Fresh("/100")), (3, LoadClients.Post("/post")));
        load.Await(300);

        servers[0].Kill();
        long dead = Stopwatch.GetTimestamp();
        load.Await(2000);

        report.WriteLine(load.FailureText);
        load.Failures.Count.ShouldBeLessThanOrEqualTo(load.Clients, load.FailureText);
        load.Failures.Where(failure => failure.Started > dead).ShouldBeEmpty("requests that began when the server was dead already");

        int before = load.Failures.Count;
        servers[0].Start();
        long seen = load.ByServer["s1"];
        Patience.Until(() => load.ByServer["s1"] > seen + 20, () => $"traffic at the server that is back; the gateway said: {gateway.Said}", FewSeconds);
        load.Failures.Count.ShouldBe(before, load.FailureText);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void ManyAnswersUnderWay_ExactlyThoseOfTheServerFail()
    {
        using GatewayProcess gateway = StartGateway("round-robin", "");
        HttpConnection[] clients = [.. Enumerable.Range(0, 30).Select(_ => new HttpConnection(gateway.Address))];
        try
        {
            // 50 kB at 25 kB/s: all of them are in flight for two seconds.
            Array.ForEach(clients, client => client.Send(HttpConnection.Get("/slow/text.txt")));
            Patience.Until(() => InFlight(gateway) == 30, () => "all requests to be in flight");
            // An answer that has begun cannot be had from another server.
            string[] heads = [.. clients.Select(client => client.ReadHead())];
            int atTheServer = gateway.StateOf(servers[0].Address).GetProperty("inFlight").GetInt32();
            servers[0].Kill();

            int failed = clients.Zip(heads).Count(pair => !IsAnsweredWhole(pair.First, pair.Second));

            atTheServer.ShouldBe(10);
            failed.ShouldBe(10);
        }
        finally
        {
            Array.ForEach(clients, client => client.Dispose());
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void AllKilledAndBack_AreServedAgain()
    {
        using GatewayProcess gateway = StartGateway("least-requests", "health: { path: /100, interval: 200ms }");
        servers.ForEach(server => server.Kill());
        using HttpConnection client = new(gateway.Address);
        client.Exchange(HttpConnection.Get("/100")).Status.ShouldBeOneOf(502, 503);
        Thread.Sleep(1000);

        servers.ForEach(server => server.Start());

        Patience.Until(() => client.Exchange(HttpConnection.Get("/100")).Status == 200, () => $"a good answer; the gateway said: {gateway.Said}", FewSeconds);
    }

    public void Dispose()
    {
        servers.ForEach(server => server.Dispose());
        place.Dispose();
    }

    private GatewayProcess StartGateway(string policy, string health)
    {
        servers.AddRange(new[] { "s1", "s2", "s3" }.Select(name => new NginxServer(place, name)));
        return GatewayProcess.Start(
            place,
            $$"""
            listeners: [{ address: "127.0.0.1:0" }]
            routes: [{ pool: shop }]
            pools:
              shop:
                servers: ["{{servers[0].Address}}", "{{servers[1].Address}}", "{{servers[2].Address}}"]
                balance: {{policy}}
                {{health}}
            workers: 1
            """);
    }

    private int InFlight(GatewayProcess gateway) => servers.Sum(server => gateway.StateOf(server.Address).GetProperty("inFlight").GetInt32());

    private static bool IsAnsweredWhole(HttpConnection client, string head)
    {
        try
        {
            return client.ReadRest(head).Status == 200;
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException)
        {
            return false;
        }
    }
}
