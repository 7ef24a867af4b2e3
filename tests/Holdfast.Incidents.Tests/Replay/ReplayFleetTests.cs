using Holdfast.Incidents.Replay;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class ReplayFleetTests
{
    [Fact]
    public void ServerWithoutAName_GetsOneThatNoOtherHas()
    {
        ReplayConfiguration configuration = Read("""{ name: s2, address: "10.0.0.1:80" }, "10.0.0.2:80", { name: s3, address: "10.0.0.3:80" }, "10.0.0.4:80" """);
        ReplayFleet.Of(configuration).Servers.Select(server => server.Name).ShouldBe(["s2", "s4", "s3", "s5"]);
        configuration.Servers.Select(server => server.Name).ShouldBe(["s2", "s4", "s3", "s5"]);
    }

    [Fact]
    public void NameThatALaterConfigurationBrings_IsTakenToo()
    {
        ReplayFleet fleet = ReplayFleet.Of(Read("\"10.0.0.1:80\""), Read("\"10.0.0.1:80\", { name: s1, address: \"10.0.0.9:80\" }"));
        fleet.Servers.Select(server => (server.Name, server.Recorded)).ShouldBe([("s2", "10.0.0.1:80"), ("s1", "s1")]);
    }

    [Fact]
    public void Server_HasOnePlace_InWhateverOrderAConfigurationListsIt()
    {
        ReplayConfiguration later = Read("{ name: b, address: \"10.0.0.2:80\" }, { name: a, address: \"10.0.0.1:80\" }");
        ReplayFleet fleet = ReplayFleet.Of(Read("{ name: a, address: \"10.0.0.1:80\" }"), later);
        later.Servers.Select(fleet.PlaceOf).ShouldBe([("b", "127.0.1.2:18000"), ("a", "127.0.1.1:18000")]);
    }

    private static ReplayConfiguration Read(string servers) => ReplayConfiguration.Read($"pools: {{ shop: {{ servers: [{servers}] }} }}", "shop").ShouldNotBeNull();
}
