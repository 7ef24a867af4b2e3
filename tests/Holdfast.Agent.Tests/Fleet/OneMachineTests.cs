using Holdfast.Agent.Fleet;

namespace Holdfast.Agent.Tests.Fleet;

public class OneMachineTests
{
    private static readonly FleetServer A = new("shop", "a", "10.0.0.11", 8000);
    private static readonly FleetServer B = new("shop", "b", "10.0.0.12", 8000);
    private static readonly FleetServer OfCart = new("cart", "c", "10.0.0.12", 8001);

    [Fact]
    public void TwoContainersOfOneKernel_AreOneMachine_ToldOnce()
    {
        HostState[] hosts = [Host("app-1", "boot", A), Host("app-2", "boot", B)];
        new OneMachine().Look(hosts[0], hosts).ShouldHaveSingleItem().Text.ShouldBe("servers a, b of pool shop run on one machine: they fail together");
        new OneMachine().Look(hosts[1], hosts).ShouldBeEmpty();
    }

    [Fact]
    public void TwoServersOfOneHost_AreToo()
    {
        HostState[] hosts = [Host("app-1", "boot", A, B)];
        new OneMachine().Look(hosts[0], hosts).ShouldHaveSingleItem().Subject.ShouldBe("pool shop");
    }

    [Fact]
    public void CopiesOfOneImage_AreNot()
    {
        HostState[] hosts = [Host("app-1", "boot-1", A), Host("app-2", "boot-2", B)];
        hosts[0].Report = hosts[0].Report with { Machine = "same" };
        hosts[1].Report = hosts[1].Report with { Machine = "same" };
        new OneMachine().Look(hosts[0], hosts).ShouldBeEmpty();
    }

    [Fact]
    public void ServersOfDifferentPools_MayShareAMachine()
    {
        HostState[] hosts = [Host("app-1", "boot", A, OfCart)];
        new OneMachine().Look(hosts[0], hosts).ShouldBeEmpty();
    }

    private static HostState Host(string name, string boot, params FleetServer[] servers) =>
        new(name, AgentDeskTests.Report(name, boot: boot), DateTimeOffset.UnixEpoch) { Servers = servers };
}
