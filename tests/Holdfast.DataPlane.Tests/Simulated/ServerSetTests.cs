namespace Holdfast.DataPlane.Tests.Simulated;

public sealed class ServerSetTests
{
    // More than there are places for recent servers: some share one.
    private static readonly string[] Many = [.. Enumerable.Range(0, 600).Select(index => $"10.0.{index / 200}.{(index % 200) + 1}:80")];

    [Fact]
    public void MoreServersThanPlaces_EachHasItsOwnConnections()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor(Many));
        ServerSet servers = gateway.Worker.Servers;
        ServerState[] all = servers.Pools[0].Snapshot.Servers;
        Dictionary<ServerState, UpstreamPool> first = all.ToDictionary(server => server, servers.Of);

        foreach (ServerState server in all.Concat(all.Reverse()))
        {
            servers.Of(server).Server.ShouldBe(server);
            servers.Of(server).ShouldBeSameAs(first[server]);
        }
    }

    [Fact]
    public void ServerLeavesAndComesBack_ItsOldConnectionsAreNotUsedAgain()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor(Many));
        ServerState leaving = gateway.Worker.Servers.Pools[0].Snapshot.Servers[0];
        UpstreamPool before = gateway.Worker.Servers.Of(leaving);

        gateway.Reload(SimulatedGateway.ConfigFor(Many[1..]));

        gateway.Worker.Servers.Of(leaving).ShouldNotBeSameAs(before);
    }
}
