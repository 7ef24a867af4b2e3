using System.Collections.Concurrent;

namespace Holdfast.EndToEnd.Balancing;

/// <summary>Who gets how much, counted at real servers behind the real process.</summary>
public sealed class ShareTests : IDisposable
{
    private const int Requests = 10_000;
    private const int Clients = 5;

    private readonly Workplace place = new();
    private readonly List<NginxServer> servers = [];

    public ShareTests() => servers.AddRange(Enumerable.Range(1, 4).Select(number => new NginxServer(place, $"s{number}")));

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(1)]
    [InlineData(2)]
    public void WeightedRoundRobin_IsExactToAPercent(int workers)
    {
        int[] weights = [500, 300, 150, 50];
        string list = string.Join(", ", servers.Zip(weights, (server, weight) => $"{{ address: \"{server.Address}\", weight: {weight} }}"));
        using GatewayProcess gateway = StartGateway($"{{ balance: round-robin, servers: [{list}] }}", workers);
        ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

        Parallel.For(0, Clients, new ParallelOptions { MaxDegreeOfParallelism = Clients }, _ =>
        {
            using HttpConnection client = new(gateway.Address);
            for (int i = 0; i < Requests / Clients; i++)
            {
                counts.AddOrUpdate(client.Exchange(HttpConnection.Get("/100")).Server!, 1, (_, count) => count + 1);
            }
        });

        for (int i = 0; i < weights.Length; i++)
        {
            double expected = Requests * weights[i] / 1000.0;
            ((double)counts[servers[i].Name]).ShouldBeInRange(expected - (Requests * 0.01), expected + (Requests * 0.01));
            if (workers == 1)
            {
                // One worker turns one wheel: exact but for where it began.
                ((double)counts[servers[i].Name]).ShouldBeInRange(expected - 3, expected + 3);
            }
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void StickyCookie_StaysAndMovesOnlyWhenItsServerDies()
    {
        using GatewayProcess gateway = StartGateway($"{{ sticky: {{}}, servers: [{Addresses}] }}", 2);
        HttpAnswer first = Ask(gateway, "");
        string cookie = first.Field("Set-Cookie").ShouldNotBeNull().Split(';')[0];

        HttpAnswer[] answers = [.. Enumerable.Range(0, 200).Select(_ => Ask(gateway, $"Cookie: theme=dark; {cookie}\r\n"))];
        answers.ShouldAllBe(answer => answer.Server == first.Server && answer.Field("Set-Cookie") == null);

        servers.Single(server => server.Name == first.Server).Kill();
        HttpAnswer moved = Ask(gateway, $"Cookie: {cookie}\r\n");
        moved.Status.ShouldBe(200);
        moved.Server.ShouldNotBe(first.Server);
        moved.Field("Set-Cookie").ShouldNotBeNull().ShouldNotStartWith(cookie);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void HashByHeader_StaysOverConnectionsWorkersAndRestarts()
    {
        string pool = $"{{ balance: {{ policy: consistent-hash, hashOn: header, hashName: X-Customer }}, servers: [{Addresses}] }}";
        string[] before;
        using (GatewayProcess gateway = StartGateway(pool, 2))
        {
            before = Homes(gateway);
            Homes(gateway).ShouldBe(before);
        }

        before.Distinct().Count().ShouldBe(4);
        using GatewayProcess again = StartGateway(pool, 1);
        Homes(again).ShouldBe(before);
    }

    public void Dispose()
    {
        servers.ForEach(server => server.Dispose());
        place.Dispose();
    }

    private string Addresses => string.Join(", ", servers.Select(server => $"\"{server.Address}\""));

    private static string[] Homes(GatewayProcess gateway) => [.. Enumerable.Range(0, 200).Select(customer => Ask(gateway, $"X-Customer: {customer}\r\n").Server!)];

    private static HttpAnswer Ask(GatewayProcess gateway, string fields)
    {
        using HttpConnection client = new(gateway.Address);
        return client.Exchange($"GET /100 HTTP/1.1\r\nHost: a\r\n{fields}\r\n");
    }

    private GatewayProcess StartGateway(string pool, int workers) => GatewayProcess.Start(
        place,
        $$"""
        listeners: [{ address: "127.0.0.1:0" }]
        routes: [{ pool: shop }]
        pools: { shop: {{pool}} }
        workers: {{workers}}
        """);
}
