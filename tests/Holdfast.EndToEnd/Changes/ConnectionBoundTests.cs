using System.Globalization;
using Xunit.Abstractions;

namespace Holdfast.EndToEnd.Changes;

/// <summary>
/// Connections to a server stay within `limits: { connections }`, over both workers, the probes, and a gateway with its successor: the server says
/// how many there ever were at once.
/// </summary>
public sealed class ConnectionBoundTests(ITestOutputHelper report) : IDisposable
{
    private const int Clients = 16;

    private readonly Workplace place = new();
    private readonly List<IDisposable> mine = [];

    /// <summary>
    /// One is kept for probes. Of two, one is left for requests: both workers serve over it in turns, which they can do only if each hands it to the other.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [Trait("Category", "Slow")]
    public void LoadAboveIt_AndATakeover_NeverExceedTheBound(int bound)
    {
        CountingServer server = new(TimeSpan.FromMilliseconds(5));
        mine.Add(server);
        // A server's limit below the bound, as it may become on a busy machine, would keep requests from ever meeting the bound.
        GatewayProcess old = Keep(GatewayProcess.Start(
            place,
            $$"""
            listeners: [{ address: "127.0.0.1:{{Ports.Free()}}" }]
            routes: [{ pool: shop }]
            pools: { shop: { servers: ["{{server.Address}}"], limits: { connections: {{bound}}, minimum: {{bound}} }, health: { path: /healthz, interval: 500ms } } }
            workers: 2
            timeouts: { drain: 5s }
            protection: on
            """));
        using LoadClients load = new(old.Address, (Clients, LoadClients.Kept("/100")));
        load.Await(600);
        double waits = WaitsForAConnection(old);
        GatewayProcess gateway = Keep(old.StartSuccessor(place));
        old.Child.WaitForExit(Patience.Limit).ShouldBe(0, old.Said);
        gateway.WaitForAdmin();
        load.Await(600);

        report.WriteLine($"most at once {server.Most} of {bound}, {server.Accepted} in all; waits for one {waits}, then {WaitsForAConnection(gateway)}; {load.FailureText}");
        // With a limit as low as the bound, one of the connections may be a prober's in the moments that count, and then nobody else has it.
        server.Most.ShouldBeInRange(bound - 1, bound, "used to the full, and never more");
        server.Accepted.ShouldBeLessThan((int)load.Answered / 4, "an idle connection is handed over and not closed for another one's sake");
        waits.ShouldBeGreaterThan(0, "requests must have met the bound");
        WaitsForAConnection(gateway).ShouldBeGreaterThan(0);
        // Who asks for far more than can be done is shed; what is not shed must not fail for want of a connection.
        load.Failures.Where(failure => !IsShed(failure)).ShouldBeEmpty();
    }

    public void Dispose()
    {
        mine.ForEach(each => each.Dispose());
        place.Dispose();
    }

    private static bool IsShed(LoadFailure failure) => failure.What.Contains("X-Shed-Reason: ", StringComparison.Ordinal);

    private static double WaitsForAConnection(GatewayProcess gateway) => gateway.GetMetrics().Split('\n')
        .Where(line => line.StartsWith("holdfast_server_connection_waits_total{", StringComparison.Ordinal)).Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    private GatewayProcess Keep(GatewayProcess gateway)
    {
        mine.Add(gateway);
        return gateway;
    }
}
