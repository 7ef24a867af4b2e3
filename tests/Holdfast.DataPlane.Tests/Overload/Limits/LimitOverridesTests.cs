using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class LimitOverridesTests
{
    private readonly SnapshotCompiler compiler = new(new VirtualClock(), workers: 1, seed: 1);
    private readonly LimitOverrides overrides = new();

    [Fact]
    public void FixedLimit_OutlivesAReloadThatTakesProtectionAwayAndOneThatGivesItBack()
    {
        GatewayConfig config = Config();
        Set(config, "shop", "a", 7).ShouldBe(LimitOverrideResult.Applied);
        overrides.ApplyTo(Compile(Config(protection: ProtectionMode.Off)));

        RoutingSnapshot changed = Compile(Config());
        ServerControl control = changed.Pools[0].Gate.Control.Find(changed.Pools[0].Servers[0]).ShouldNotBeNull();
        control.Fixed.ShouldBe(0, "it has a new one");
        overrides.ApplyTo(changed);
        control.Fixed.ShouldBe(7);
    }

    [Fact]
    public void LimitThatIsGivenBack_StaysSo()
    {
        Set(Config(), "shop", "a", 7);
        Set(Config(), "shop", "a", 0).ShouldBe(LimitOverrideResult.Applied);

        RoutingSnapshot next = Compile(Config());
        overrides.ApplyTo(next);
        next.Pools[0].Gate.Control.Find(next.Pools[0].Servers[0])!.Fixed.ShouldBe(0);
    }

    [Fact]
    public void ServerThatHasLeft_IsForgotten()
    {
        Set(Config(), "shop", "a", 7);
        overrides.ApplyTo(Compile(Config(server: "b")));

        RoutingSnapshot back = Compile(Config());
        overrides.ApplyTo(back);
        back.Pools[0].Gate.Control.Find(back.Pools[0].Servers[0])!.Fixed.ShouldBe(0);
    }

    [Theory]
    [InlineData("nothing", "a", 7, LimitOverrideResult.NoSuchPool)]
    [InlineData("shop", "z", 7, LimitOverrideResult.NoSuchServer)]
    [InlineData("shop", "a", 100, LimitOverrideResult.AboveConnections)]
    [InlineData("shop", "a", 99, LimitOverrideResult.Applied)]
    public void WordThatCannotHold_IsRefused(string pool, string server, int limit, LimitOverrideResult expected) =>
        Set(Config(limits: new PoolLimitsConfig { Connections = 100 }), pool, server, limit).ShouldBe(expected);

    [Fact]
    public void PoolWithoutProtection_HasNoLimitToFix() =>
        Set(Config(protection: ProtectionMode.Off), "shop", "a", 7).ShouldBe(LimitOverrideResult.ProtectionIsOff);

    private LimitOverrideResult Set(GatewayConfig config, string pool, string server, int limit) => overrides.Set(Compile(config), config, pool, server, limit);

    private RoutingSnapshot Compile(GatewayConfig config)
    {
        RoutingSnapshot snapshot = compiler.Compile(config, new Dictionary<string, IReadOnlyList<IPAddress>>());
        compiler.Complete();
        return snapshot;
    }

    private static GatewayConfig Config(string server = "a", PoolLimitsConfig? limits = null, ProtectionMode protection = ProtectionMode.On) => new()
    {
        Listeners = [new ListenerConfig { Address = "127.0.0.1:0" }],
        Routes = [new RouteConfig { Pool = "shop" }],
        Pools = new Dictionary<string, PoolConfig>
        {
            ["shop"] = new() { Servers = [new ServerConfig { Name = server, Address = "127.0.0.1:1" }], Limits = limits ?? new PoolLimitsConfig(), Protection = protection },
        },
    };
}
