using Holdfast.Agent.Fleet;

namespace Holdfast.Agent.Tests.Fleet;

public class HostRegistryTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly FleetServer A = new("shop", "a", "10.0.0.11", 8000);
    private static readonly FleetServer B = new("shop", "b", "10.0.0.11", 8001);

    private readonly HostRegistry registry = new();

    [Fact]
    public void HostsOfOneBoot_AreOneMachine_UntilOneStartsAgain()
    {
        HostState one = Note("app-1", "boot");
        HostState two = Note("app-2", "boot");
        registry.OnMachineOf(one).ShouldBe([one, two]);
        Note("app-2", "another");
        registry.OnMachineOf(one).ShouldBe([one]);
        registry.OnMachineOf(two).ShouldBe([two]);
    }

    [Fact]
    public void HostsThatDoNotSayTheirBoot_AreMachinesOfTheirOwn()
    {
        HostState one = registry.Note(AgentDeskTests.Report("app-1") with { Boot = null }, [], Now);
        registry.Note(AgentDeskTests.Report("app-2") with { Boot = null }, [], Now);
        registry.OnMachineOf(one).ShouldBe([one]);
    }

    [Fact]
    public void ServersThatAreGone_AreForgotten()
    {
        Note("app-1", "boot", A, B);
        registry.Servers.ShouldBe(2);
        Note("app-1", "boot", B);
        registry.Servers.ShouldBe(1);
        registry.Of("shop", "a").ShouldBeNull();
        registry.Remove(AgentDeskTests.Report("app-1", boot: "boot"));
        registry.Servers.ShouldBe(0);
        registry.All.ShouldBeEmpty();
    }

    [Fact]
    public void ServerThatWasMoved_StaysWithItsNewHost()
    {
        Note("app-1", "boot-1", A);
        HostState two = Note("app-2", "boot-2", A);
        Note("app-1", "boot-1");
        registry.Of("shop", "a").ShouldBe(two);
    }

    [Fact]
    public void NameOfTwoInstallations_IsTwoHosts()
    {
        registry.Note(AgentDeskTests.Report("localhost") with { Machine = "one" }, [], Now);
        registry.Note(AgentDeskTests.Report("localhost") with { Machine = "two" }, [], Now);
        registry.All.Count.ShouldBe(2);
    }

    private HostState Note(string host, string boot, params FleetServer[] servers) => registry.Note(AgentDeskTests.Report(host, boot: boot), servers, Now);
}
