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
        probe.Tick(servers, 2 * Second);
        probe.Tick(servers, 2 * Second);
        servers.Count(server => server.IsProbed).ShouldBe(1);
    }

    [Fact]
    public void Probed_HalvesTheLimitAndGivesItBack()
    {
        probe.Tick(servers, 2 * Second);
        ServerControl probed = servers.Single(server => server.IsProbed);
        probed.Tick(2 * Second);
        probed.Server.Limit.ShouldBe(10);
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
        Array.ForEach(servers, server => server.Server.Set(ServerCondition.Ejected, true));
        probe.Tick(servers, 100 * Second);
        servers.ShouldAllBe(server => !server.IsProbed);
    }

    private static ServerControl Server(int number) =>
        new(new ServerState("shop", $"s{number}", NetworkAddress.FromIPv4((uint)number, 80), 100, new ServerChanges()), LimitSettings.Default, workers: 1, now: 0);
}
