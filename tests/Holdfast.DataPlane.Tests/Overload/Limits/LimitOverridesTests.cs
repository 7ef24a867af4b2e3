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
        Apply(Config(protection: ProtectionMode.Off));

        RoutingSnapshot changed = Compile(Config());
        ServerControl control = changed.Pools[0].Gate.Control.Find(changed.Pools[0].Servers[0]).ShouldNotBeNull();
        control.Fixed.ShouldBe(0, "it has a new one");
        overrides.ApplyTo(changed, Config());
        control.Fixed.ShouldBe(7);
    }

    [Fact]
    public void LimitThatIsGivenBack_StaysSo()
    {
        Set(Config(), "shop", "a", 7);
        Set(Config(), "shop", "a", 0).ShouldBe(LimitOverrideResult.Applied);

        RoutingSnapshot next = Compile(Config());
        overrides.ApplyTo(next, Config());
        next.Pools[0].Gate.Control.Find(next.Pools[0].Servers[0])!.Fixed.ShouldBe(0);
    }

    [Fact]
    public void ServerThatHasLeft_IsForgotten()
    {
        Set(Config(), "shop", "a", 7);
        Apply(Config(server: "b"));

        RoutingSnapshot back = Compile(Config());
        overrides.ApplyTo(back, Config());
        back.Pools[0].Gate.Control.Find(back.Pools[0].Servers[0])!.Fixed.ShouldBe(0);
    }

    [Theory]
    [InlineData("nothing", "a", 7, LimitOverrideResult.NoSuchPool)]
    [InlineData("shop", "z", 7, LimitOverrideResult.NoSuchServer)]
    [InlineData("shop", "a", 100, LimitOverrideResult.AboveConnections)]
    [InlineData("shop", "a", 99, LimitOverrideResult.Applied)]
    public void WordThatCannotHold_IsRefused(string pool, string server, int limit, LimitOverrideResult expected) =>
        Set(Config(limits: new PoolLimitsConfig { Connections = 100 }), pool, server, limit).ShouldBe(expected);

    [Theory]
    [InlineData(51, LimitOverrideResult.AboveMaximum)]
    [InlineData(50, LimitOverrideResult.Applied)]
    public void WordAboveTheConfiguredMaximum_IsRefused(int limit, LimitOverrideResult expected) =>
        Set(Config(limits: new PoolLimitsConfig { Maximum = 50 }), "shop", "a", limit).ShouldBe(expected);

    /// <summary>The minimum bounds what the gateway measures; an operator who takes a server out of the way knows what he does.</summary>
    [Fact]
    public void WordBelowTheConfiguredMinimum_Holds()
    {
        Set(Config(limits: new PoolLimitsConfig { Minimum = 10 }), "shop", "a", 1).ShouldBe(LimitOverrideResult.Applied);
        Apply(Config(limits: new PoolLimitsConfig { Minimum = 20 })).Fixed.ShouldBe(1);
    }

    /// <summary>A limit above the connections that there may be would make requests wait for connections that nobody gets.</summary>
    [Fact]
    public void ReloadLowersWhatIsAllowed_TheWordIsLoweredUntilItFitsAgain()
    {
        Set(Config(), "shop", "a", 90);
        Apply(Config(limits: new PoolLimitsConfig { Connections = 20 })).Fixed.ShouldBe(19);
        Apply(Config(limits: new PoolLimitsConfig { Maximum = 7 })).Fixed.ShouldBe(7);
        Apply(Config()).Fixed.ShouldBe(90);
    }

    [Fact]
    public void PoolWithoutProtection_HasNoLimitToFix() =>
        Set(Config(protection: ProtectionMode.Off), "shop", "a", 7).ShouldBe(LimitOverrideResult.ProtectionIsOff);

    private LimitOverrideResult Set(GatewayConfig config, string pool, string server, int limit) => overrides.Set(Compile(config), config, pool, server, limit);

    private ServerControl Apply(GatewayConfig config)
    {
        RoutingSnapshot next = Compile(config);
        overrides.ApplyTo(next, config);
        return next.Pools[0].Gate.Control.Find(next.Pools[0].Servers[0])!;
    }

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
