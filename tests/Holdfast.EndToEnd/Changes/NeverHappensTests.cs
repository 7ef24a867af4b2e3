using System.Globalization;
using Xunit.Abstractions;

namespace Holdfast.EndToEnd.Changes;

/// <summary>Servers are taken out and put back by the operator while far more is asked than they can do: what must never happen does not.</summary>
public sealed class NeverHappensTests(ITestOutputHelper report) : IDisposable
{
    private static readonly string[] Rules = ["holdfast_limit_overruns_total", "holdfast_idle_slots_total", "holdfast_expired_dispatches_total"];

    private readonly Workplace place = new();
    private readonly List<OriginProcess> servers = [];

    [Fact]
    [Trait("Category", "Slow")]
    public void ServersTakenOutAndPutBackUnderOverload_BreakNoRule()
    {
        servers.AddRange(Enumerable.Range(0, 3).Select(_ => new OriginProcess(place, "--workers", "2", "--service", "exp:20ms", "--queue", "100")));
        int port = Ports.Free();
        using GatewayProcess gateway = GatewayProcess.Start(place, Config(port, firstWeight: 100));
        using LoadClients load = new(gateway.Address, (40, LoadClients.Kept("/100")));
        load.Await(100);
        for (int change = 0; change < 20; change++)
        {
            gateway.PostConfig(Config(port, firstWeight: change % 2 == 0 ? 0 : 100));
            load.Await(15);
        }

        Dictionary<string, double> sums = Sums(gateway.GetMetrics());
        report.WriteLine($"{load.Answered} answered; slots stood free for at most {sums["holdfast_pool_slot_idle_longest_seconds"] * 1e3:0.00} ms, {sums["holdfast_pool_slot_idle_seconds_count"]} were given to waiters");
        sums["holdfast_pool_slot_idle_seconds_count"].ShouldBeGreaterThan(100, "there must be waiters, or nothing is shown");
        Rules.Select(rule => $"{rule} {sums[rule]}").ShouldBe(Rules.Select(rule => $"{rule} 0"));
    }

    public void Dispose()
    {
        servers.ForEach(server => server.Dispose());
        place.Dispose();
    }

    private string Config(int port, int firstWeight) =>
        $$"""
        listeners: [{ address: "127.0.0.1:{{port}}" }]
        routes: [{ pool: shop }]
        pools: { shop: { servers: [{ address: "{{servers[0].Address}}", weight: {{firstWeight}} }, { address: "{{servers[1].Address}}", weight: 100 }, { address: "{{servers[2].Address}}", weight: 100 }], limits: { maximum: 4 } } }
        workers: 2
        protection: on
        """;

    /// <summary>Samples that differ in labels only, added up.</summary>
    private static Dictionary<string, double> Sums(string metrics) => metrics.Split('\n').Where(line => line.Length > 0 && line[0] != '#')
        .GroupBy(line => line[..line.IndexOfAny(['{', ' '])], line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Sum(), StringComparer.Ordinal);
}
