using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class RollingProbeTests
{
    private const long Second = 1_000_000_000;
    private readonly RollingProbe probe = new(LimitSettings.Default);
    private readonly ServerControl[] servers = [.. Enumerable.Range(1, 8).Select(Server)];

    [Fact]
    public void NothingKnown_OneServerAtATimeIsProbed()
    {
        Use(12);
        probe.Tick(servers, 2 * Second);
        probe.Tick(servers, 2 * Second);
        servers.Count(server => server.IsProbed).ShouldBe(1);
    }

    [Fact]
    public void Probed_HalvesTheLimitAndGivesItBack()
    {
        Use(12);
        probe.Tick(servers, 2 * Second);
        ServerControl probed = servers.Single(server => server.IsProbed);
        probed.Tick(2 * Second);
        probed.Server.Limit.ShouldBe(9, "half of the most that was in flight lately");
        probed.State.Reason.ShouldBe(LimitReason.Probe);
        for (long now = 2 * Second; now < 5 * Second; now += Second / 10)
        {
            probed.Tick(now);
        }

        probed.IsProbed.ShouldBeFalse();
        probed.Server.Limit.ShouldBe(20);
    }

    [Fact]
    public void ServerThatIsOut_IsNotProbed()
    {
        Use(12);
        Array.ForEach(servers, server => server.Server.Set(ServerCondition.Ejected, true));
        probe.Tick(servers, 100 * Second);
        servers.ShouldAllBe(server => !server.IsProbed);
    }

    /// <summary>Each answer of theirs tells how fast they are, or there is none.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void ServersWithLittleToDo_AreNotProbed(int inFlight)
    {
        for (long now = 2 * Second; now < 200 * Second; now += Second / 10)
        {
            Use(inFlight, now);
            probe.Tick(servers, now);
            servers.ShouldAllBe(server => !server.IsProbed && server.Server.Limit == 20);
        }
    }

    /// <summary>So many were in flight to each at the last look.</summary>
    private void Use(int inFlight, long now = 2 * Second)
    {
        foreach (ServerControl server in servers)
        {
            for (int i = 0; i < inFlight; i++)
            {
                server.Server.TryEnter().ShouldBeTrue();
            }

            server.Tick(now);
            for (int i = 0; i < inFlight; i++)
            {
                server.Server.Leave();
            }
        }
    }

    private static ServerControl Server(int number) =>
        new(new ServerState("shop", $"s{number}", NetworkAddress.FromIPv4((uint)number, 80), 100, new ServerChanges()), LimitSettings.Default, workers: 1, now: 0);
}
