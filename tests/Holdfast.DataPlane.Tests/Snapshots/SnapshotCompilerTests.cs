using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Snapshots;

public sealed class SnapshotCompilerTests
{
    private static readonly Dictionary<string, IReadOnlyList<IPAddress>> NoNames = [];

    private readonly SnapshotCompiler compiler = new(SystemClock.Instance, workers: 1, seed: 1);

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
