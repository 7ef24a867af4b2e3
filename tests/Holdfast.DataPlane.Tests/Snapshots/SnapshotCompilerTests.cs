using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Snapshots;

public sealed class SnapshotCompilerTests
{
    private static readonly Dictionary<string, IReadOnlyList<IPAddress>> NoNames = [];

    private readonly SnapshotCompiler compiler = new(SystemClock.Instance, workers: 1, seed: 1);
    private GatewayConfig? config;
    private RoutingSnapshot? last;

    [Fact]
    public void ServerThatIsGone_DrainsOnlyWhenEveryWorkerHasAdopted()
    {
        ServerState gone = Compile(("127.0.0.1:1", 100))[0];

        Compile(("127.0.0.1:2", 100));
        gone.Available.ShouldBeTrue();

        compiler.Complete();
        gone.Draining.ShouldBeTrue();
    }

    [Fact]
    public void Weights_RiseAtOnceAndFallOnlyWhenEveryWorkerHasAdopted()
    {
        ServerState[] servers = Compile(("127.0.0.1:1", 100), ("127.0.0.1:2", 0));

        Compile(("127.0.0.1:1", 0), ("127.0.0.1:2", 100)).ShouldBe(servers);
        servers.Select(server => server.Weight).ShouldBe([100, 100]);

        compiler.Complete();
        servers.Select(server => server.Weight).ShouldBe([0, 100]);
    }

    [Fact]
    public void ServerThatComesBack_StartsAfresh()
    {
        ServerState before = Compile(("127.0.0.1:1", 100))[0];
        Compile(("127.0.0.1:2", 100));
        compiler.Complete();

        ServerState after = Compile(("127.0.0.1:1", 100))[0];
        compiler.Complete();

        after.ShouldNotBeSameAs(before);
        after.Available.ShouldBeTrue();
    }

    [Fact]
    public void NamedHostWithSeveralAddresses_EachServerHasANameAndATokenOfItsOwn()
    {
        ServerState[] servers = Resolved("blue", "10.0.0.1", "10.0.0.2", "2001:db8::1");
        servers.Select(server => server.Name).ShouldBe(["blue/10.0.0.1:80", "blue/10.0.0.2:80", "blue/[2001:db8::1]:80"]);
        servers.Select(server => server.Token).ShouldBeUnique();
    }

    [Theory]
    [InlineData("blue", "blue")]
    [InlineData(null, "app.internal:80/10.0.0.1:80")]
    public void HostWithOneAddress_IsCalledAsItAlwaysWas(string? name, string expected) => Resolved(name, "10.0.0.1").ShouldHaveSingleItem().Name.ShouldBe(expected);

    [Theory]
    [InlineData("blue")]
    [InlineData(null)]
    public void AddressesComeAndGo_ServersThatStayKeepTheirStateAndTheirOrders(string? name)
    {
        ServerDrains drains = new();
        ServerState[] two = Resolved(name, "10.0.0.2", "10.0.0.3");
        drains.Set(last!, "shop", two[0].Name, drains: true).ShouldBe(ServerDrainResult.Applied);

        ServerState[] three = Resolved(name, "10.0.0.1", "10.0.0.2", "10.0.0.3");
        drains.ApplyTo(last!);

        three[1..].ShouldBe(two);
        three.Select(server => server.Available).ShouldBe([true, false, true]);
    }

    [Fact]
    public void OperatorsWordAboutOneOfThem_IsMeantForThatOne()
    {
        ServerState[] servers = Resolved("blue", "10.0.0.1", "10.0.0.2");
        new LimitOverrides().Set(last!, config!, "shop", "blue/10.0.0.2:80", 7).ShouldBe(LimitOverrideResult.Applied);
        servers.Select(server => server.Orders.FixedLimit).ShouldBe([0, 7]);
        new LimitOverrides().Set(last!, config!, "shop", "blue", 7).ShouldBe(LimitOverrideResult.NoSuchServer);
    }

    private ServerState[] Resolved(string? name, params string[] addresses)
    {
        config = new GatewayConfig
        {
            Routes = [new RouteConfig { Pool = "shop" }],
            Pools = new Dictionary<string, PoolConfig> { ["shop"] = new() { Servers = [new ServerConfig { Name = name, Address = "app.internal:80" }] } },
        };
        last = compiler.Compile(config, new Dictionary<string, IReadOnlyList<IPAddress>> { ["app.internal"] = [.. addresses.Select(IPAddress.Parse)] });
        compiler.Complete();
        return last.Pools[0].Servers;
    }

    private ServerState[] Compile(params (string Address, int Weight)[] servers) => compiler.Compile(
        new GatewayConfig
        {
            Listeners = [new ListenerConfig { Address = "127.0.0.1:0" }],
            Routes = [new RouteConfig { Pool = "shop" }],
            Pools = new Dictionary<string, PoolConfig>
            {
                ["shop"] = new() { Servers = [.. servers.Select(server => new ServerConfig { Address = server.Address, Weight = server.Weight })] },
            },
        },
        NoNames).Pools[0].Servers;
}
