using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Rates;

public sealed class ClientThrottlesTests
{
    private const long Second = 1_000_000_000;

    private static readonly RequestRate TwoPerSecond = new(2, TimeSpan.FromSeconds(1));
    private static readonly RequestRate TenPerSecond = new(10, TimeSpan.FromSeconds(1));

    private readonly ClientThrottles throttles = new();
    private readonly RoutingSnapshot snapshot = Compile(ClientKey.Client);

    [Fact]
    public void BoundedClient_WaitsForItsRate_AndNobodyElse()
    {
        Set("10.0.0.9").ShouldBe(ThrottleResult.Applied);
        Enter("10.0.0.9", Second).ShouldBe(0);
        Enter("10.0.0.9", Second).ShouldBe(0);
        Enter("10.0.0.9", Second).ShouldBe(Second / 2);
        Enter("10.0.0.8", Second).ShouldBe(0);
        Enter("10.0.0.9", Second + (Second / 2)).ShouldBe(0);
        ThrottleReading reading = throttles.Read(2 * Second).ShouldHaveSingleItem();
        (reading.Allowed, reading.Refused, reading.Remaining).ShouldBe((3, 1, TimeSpan.FromSeconds(58)));
    }

    [Fact]
    public void OneRoute_LeavesTheOthersAlone()
    {
        Set("10.0.0.9", route: "a").ShouldBe(ThrottleResult.Applied);
        Spend("10.0.0.9", "a").ShouldBeGreaterThan(0);
        Spend("10.0.0.9", "b").ShouldBe(0);
        Set("10.0.0.9", route: "z").ShouldBe(ThrottleResult.NoSuchRoute);
    }

    /// <summary>One bound for the client and one for what it asks of a route: what one refuses costs the other nothing.</summary>
    [Fact]
    public void WhoIsOverOneBound_SpendsNothingOfTheOther()
    {
        Set("10.0.0.9", rate: TenPerSecond);
        Set("10.0.0.9", route: "a");
        Pass("10.0.0.9", "a", 50).ShouldBe(2);
        Pass("10.0.0.9", "b", 50).ShouldBe(8, "each request that has passed has cost one of either bound, and no other has");
        throttles.Read(Second).Select(one => (one.Allowed, one.Refused)).ShouldBe([(10, 42), (2, 48)]);
    }

    [Fact]
    public void BoundThatIsTriedOnly_CostsAndRefusesNothing()
    {
        Set("10.0.0.9", isDryRun: true, rate: TenPerSecond);
        Set("10.0.0.9", route: "a");
        Pass("10.0.0.9", "a", 50).ShouldBe(2);
        Pass("10.0.0.9", "b", 50).ShouldBe(50);
        throttles.Read(Second).Select(one => (one.Allowed, one.Refused)).ShouldBe([(10, 42), (2, 48)]);
    }

    [Fact]
    public void TimeIsOver_ItHoldsNoMore_AndIsToldOnce()
    {
        Set("10.0.0.9");
        Spend("10.0.0.9", "a").ShouldBeGreaterThan(0);
        Enter("10.0.0.9", 60 * Second).ShouldBe(0);
        throttles.Read(60 * Second).ShouldBeEmpty();
        throttles.TakeEnded(60 * Second).ShouldHaveSingleItem().Refused.ShouldBe(8);
        throttles.TakeEnded(60 * Second).ShouldBeEmpty();
    }

    [Fact]
    public void DryRun_CountsAndLetsPass()
    {
        Set("10.0.0.9", isDryRun: true);
        Spend("10.0.0.9", "a").ShouldBe(0);
        throttles.Read(Second).ShouldHaveSingleItem().Refused.ShouldBe(8);
    }

    [Fact]
    public void TakenBack_ItHoldsNoMore()
    {
        Set("10.0.0.9");
        throttles.End(snapshot, "10.0.0.9", "a", Second).ShouldBeNull("it is for all routes");
        throttles.End(snapshot, "10.0.0.9", null, Second).ShouldNotBeNull();
        Spend("10.0.0.9", "a").ShouldBe(0);
    }

    [Fact]
    public void AddressOfIPv6_BoundsItsNetwork_IsShownAsThat_AndIsTakenBackByAnyOfIt()
    {
        Set("2001:db8:1:2::7").ShouldBe(ThrottleResult.Applied);
        Spend("2001:db8:1:2:9::1", "a").ShouldBeGreaterThan(0);
        throttles.Read(Second).ShouldHaveSingleItem().Client.ShouldBe("2001:db8:1:2::");
        throttles.End(snapshot, "2001:db8:1:3::7", null, Second).ShouldBeNull();
        throttles.End(snapshot, "2001:db8:1:2::99", null, Second).ShouldNotBeNull();
        Set("2001:db8:1:2::7");
        throttles.End(snapshot, "2001:db8:1:2::", null, Second).ShouldNotBeNull();
    }

    [Fact]
    public void SecondWordAboutAClient_TakesThePlaceOfTheFirst()
    {
        Set("10.0.0.9");
        Set("10.0.0.9");
        throttles.Read(Second).ShouldHaveSingleItem();
    }

    [Fact]
    public void MoreThanAnybodyBoundsByHand_AreRefused()
    {
        for (int client = 0; client < ClientThrottles.Maximum; client++)
        {
            Set($"10.0.1.{client}").ShouldBe(ThrottleResult.Applied);
        }

        Set("10.0.0.9").ShouldBe(ThrottleResult.TooMany);
        Set("10.0.1.7").ShouldBe(ThrottleResult.Applied, "it has one already");
    }

    [Theory]
    [InlineData("X-User=ann", ThrottleResult.Applied)]
    [InlineData("x-user=ann", ThrottleResult.Applied)]
    [InlineData("X-Other=ann", ThrottleResult.NoSuchClient)]
    [InlineData("X-User=", ThrottleResult.NoSuchClient)]
    [InlineData("ann", ThrottleResult.NoSuchClient)]
    [InlineData("10.0.0.9", ThrottleResult.Applied)]
    [InlineData("[2001:db8::1]", ThrottleResult.Applied)]
    public void WhoIsMeant_IsFoundByWhatTellsClientsApart(string written, ThrottleResult expected)
    {
        ClientKey key = new(ClientKeySource.Header, "X-User");
        RoutingSnapshot byHeader = Compile(key);
        throttles.Set(byHeader, key, Wish(written, null, false), Second).ShouldBe(expected);
        if (written.EndsWith("=ann", StringComparison.Ordinal) && expected == ThrottleResult.Applied)
        {
            ulong ann = byHeader.Clients.OfText("ann"u8);
            throttles.TryEnter(ann, "a", Second);
            throttles.TryEnter(ann, "a", Second);
            throttles.TryEnter(ann, "a", Second).WaitNanoseconds.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void CookieThatIsBounded_IsShownAsAHash_AndTakenBackByEither()
    {
        ClientKey key = new(ClientKeySource.Cookie, "session");
        RoutingSnapshot byCookie = Compile(key);
        throttles.Set(byCookie, key, Wish("session=opensesame", null, false), Second).ShouldBe(ThrottleResult.Applied);
        string shown = throttles.Read(Second).ShouldHaveSingleItem().Client;
        shown.ShouldStartWith("session=#");
        shown.ShouldNotContain("sesame");
        throttles.End(byCookie, "session=opensesame", null, Second).ShouldNotBeNull();
        throttles.Set(byCookie, key, Wish("session=opensesame", null, false), Second).ShouldBe(ThrottleResult.Applied);
        throttles.End(byCookie, shown, null, Second).ShouldNotBeNull();
        throttles.Read(Second).ShouldBeEmpty();
    }

    [Fact]
    public void ReloadThatTellsClientsApartInAnotherWay_EndsIt_AndOneThatDoesNotKeepsIt()
    {
        Set("10.0.0.9");
        throttles.ApplyTo(Compile(ClientKey.Client), ClientKey.Client);
        throttles.Read(Second).ShouldHaveSingleItem();
        ClientKey network = new(ClientKeySource.Network, "");
        throttles.ApplyTo(Compile(network), network);
        throttles.Read(Second).ShouldBeEmpty();
        throttles.TakeEnded(Second).ShouldHaveSingleItem().IsEndedByReload.ShouldBeTrue();
    }

    [Fact]
    public void Deciding_AllocatesNothing()
    {
        Set("10.0.0.9");
        ulong client = Client("10.0.0.9");
        Decide(client, 1_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Decide(client, 100_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(10_000);
    }

    private static RoutingSnapshot Compile(ClientKey client) => new SnapshotCompiler(new VirtualClock(), workers: 1, seed: 1).Compile(
        new GatewayConfig
        {
            Protection = new ProtectionConfig { Client = client },
            Routes = [new RouteConfig { Name = "a", Pool = "shop", Match = new MatchConfig { Path = "/a" } }, new RouteConfig { Name = "b", Pool = "shop", Match = new MatchConfig { Path = "/b" } }],
            Pools = new Dictionary<string, PoolConfig> { ["shop"] = new() { Servers = [new ServerConfig { Address = "10.0.0.1:80" }] } },
        },
        new Dictionary<string, IReadOnlyList<IPAddress>>());

    private static ThrottleWish Wish(string client, string? route, bool isDryRun, RequestRate? rate = null) => new(client, rate ?? TwoPerSecond, route, TimeSpan.FromSeconds(59), isDryRun, "api: anna");

    private ThrottleResult Set(string client, string? route = null, bool isDryRun = false, RequestRate? rate = null) =>
        throttles.Set(snapshot, ClientKey.Client, Wish(client, route, isDryRun, rate), Second);

    /// <summary>So many requests at once; how many may come.</summary>
    private int Pass(string address, string route, int requests) => Enumerable.Range(0, requests).Count(_ => Enter(address, route, Second) == 0);

    private ulong Client(string address) => snapshot.Clients.OfAddress(NetworkAddress.From(IPAddress.Parse(address), 4_711));

    private long Enter(string address, long now) => Enter(address, "a", now);

    /// <summary>As a route without rate limits has it: nobody else may refuse it.</summary>
    private long Enter(string address, string route, long now)
    {
        ThrottleEntry entry = throttles.TryEnter(Client(address), route, now);
        if (entry.WaitNanoseconds == 0)
        {
            entry.Confirm();
        }

        return entry.WaitNanoseconds;
    }

    /// <summary>Ten requests at once; how long the last one has to wait.</summary>
    private long Spend(string address, string route)
    {
        for (int request = 0; request < 9; request++)
        {
            Enter(address, route, Second);
        }

        return Enter(address, route, Second);
    }

    private void Decide(ulong client, int count)
    {
        for (int request = 0; request < count; request++)
        {
            throttles.TryEnter(client, "a", Second + request).Confirm();
            throttles.TryEnter(client + 1, "a", Second + request).Withdraw();
        }
    }
}
