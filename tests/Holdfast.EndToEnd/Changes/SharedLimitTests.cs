using Xunit.Abstractions;

namespace Holdfast.EndToEnd.Changes;

/// <summary>
/// A server's limit holds over a gateway and its successor together, also when one of them is killed in the middle: the server itself says how
/// many it ever had at once.
/// </summary>
public sealed class SharedLimitTests(ITestOutputHelper report) : IDisposable
{
    private const int Limit = 5;
    private const int Clients = 24;

    private readonly Workplace place = new();
    private readonly List<IDisposable> mine = [];

    [Fact]
    [Trait("Category", "Slow")]
    public void TakeoversUnderLoad_NeverExceedTheOperatorsLimitAndKeepIt()
    {
        GatewayProcess gateway = Start(out OriginProcess origin);
        using LoadClients load = Load(gateway);
        for (int takeover = 0; takeover < 3; takeover++)
        {
            load.Await(30);
            GatewayProcess old = gateway;
            gateway = Keep(old.StartSuccessor(place));
            old.Child.WaitForExit(Patience.Limit).ShouldBe(0, old.Said);
            gateway.WaitForAdmin();
            gateway.StateOf(origin.Address).GetProperty("limitFixed").GetBoolean().ShouldBeTrue();
            gateway.StateOf(origin.Address).GetProperty("limit").GetInt32().ShouldBe(Limit);
        }

        load.Await(30);
        ShouldHaveKeptTheLimit(origin);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void OldOneKilledInTheMiddle_ItsSlotsComeBackAndNoneTooMany()
    {
        GatewayProcess old = Start(out OriginProcess origin);
        using LoadClients load = Load(old);
        load.Await(30);
        GatewayProcess gateway = Keep(old.StartSuccessor(place));
        old.Child.Kill();

        gateway.WaitForAdmin();
        load.Await(100);
        Patience.Until(() => gateway.StateOf(origin.Address).GetProperty("inFlight").GetInt32() == Limit, () => $"all slots to be in use again; {gateway.Said}");
        ShouldHaveKeptTheLimit(origin);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void NewOneKilledInTheMiddle_NoneTooMany()
    {
        GatewayProcess old = Start(out OriginProcess origin);
        using LoadClients load = Load(old);
        load.Await(30);
        GatewayProcess gateway = Keep(old.StartSuccessor(place));
        gateway.Child.Kill();

        // It had taken over or it had not: then the old one drains and ends, or serves on with every slot.
        Patience.Until(() => old.Child.HasExited || (old.Said.Contains("goes on serving", StringComparison.Ordinal) && old.StateOf(origin.Address).GetProperty("inFlight").GetInt32() == Limit), () => old.Said);
        ShouldHaveKeptTheLimit(origin);
    }

    public void Dispose()
    {
        mine.ForEach(each => each.Dispose());
        place.Dispose();
    }

    private static LoadClients Load(GatewayProcess gateway) => new(gateway.Address, (Clients, LoadClients.Kept("/100")));

    private GatewayProcess Start(out OriginProcess origin)
    {
        origin = new OriginProcess(place, "--service", "fixed:40ms");
        mine.Add(origin);
        GatewayProcess gateway = Keep(GatewayProcess.Start(
            place,
            $$"""
            listeners: [{ address: "127.0.0.1:{{Ports.Free()}}" }]
            routes: [{ pool: shop }]
            pools: { shop: { servers: ["{{origin.Address}}"] } }
            workers: 2
            timeouts: { drain: 5s }
            protection: on
            """));
        gateway.FixLimit("shop", origin.Address, Limit);
        return gateway;
    }

    private GatewayProcess Keep(GatewayProcess gateway)
    {
        mine.Add(gateway);
        return gateway;
    }

    private void ShouldHaveKeptTheLimit(OriginProcess origin)
    {
        long peak = origin.PeakInFlight();
        report.WriteLine($"most at once at the server: {peak} of {Limit}");
        peak.ShouldBe(Limit, "used to the full, and never more");
    }
}
