using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Tests.Lifecycle;

public sealed class RoutePoolsTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);
    private readonly RoutePools routes = new();

    [Fact]
    public void RouteThatMoved_HasThePoolOfThatTime()
    {
        routes.Note(Start, [("/buy", "shop")]);
        routes.Note(Start.AddMinutes(10), [("/buy", "new-shop")]);
        routes.PoolOf("route:/buy", Start.AddMinutes(9)).ShouldBe("shop");
        routes.PoolOf("route:/buy", Start.AddMinutes(10)).ShouldBe("new-shop");
    }

    [Fact]
    public void RouteThatIsGone_HadThePoolOfBefore()
    {
        routes.Note(Start, [("/buy", "shop")]);
        routes.Note(Start.AddMinutes(10), [("/find", "search")]);
        routes.PoolOf("route:/buy", Start.AddMinutes(11)).ShouldBe("shop");
    }

    [Fact]
    public void BeforeTheFirstConfiguration_UnknownRoute_NoRoute_AreNotKnown()
    {
        routes.Note(Start, [("/buy", "shop")]);
        routes.PoolOf("route:/buy", Start.AddSeconds(-1)).ShouldBeNull();
        routes.PoolOf("route:/find", Start).ShouldBeNull();
        routes.PoolOf("pool:/buy", Start).ShouldBeNull();
    }

    [Fact]
    public void TwoRoutesOfOneName_OfTwoPools_AreNotKnown()
    {
        routes.Note(Start, [("a", "shop"), ("a", "search"), ("b", "shop"), ("b", "shop")]);
        routes.PoolOf("route:a", Start).ShouldBeNull();
        routes.PoolOf("route:b", Start).ShouldBe("shop");
    }

    [Fact]
    public void ManyReloads_TheNewestAreKept()
    {
        for (int minute = 0; minute < 200; minute++)
        {
            routes.Note(Start.AddMinutes(minute), [("/buy", $"pool{minute}")]);
        }

        routes.PoolOf("route:/buy", Start.AddMinutes(199)).ShouldBe("pool199");
        routes.PoolOf("route:/buy", Start.AddMinutes(10)).ShouldBeNull();
    }

    [Fact]
    public void ManyReloadsThatMoveNoRoute_PushNothingOut()
    {
        routes.Note(Start, [("/buy", "shop"), ("/find", "search")]);
        for (int minute = 1; minute < 200; minute++)
        {
            routes.Note(Start.AddMinutes(minute), [("/find", "search"), ("/buy", "new-shop")]);
        }

        routes.PoolOf("route:/buy", Start).ShouldBe("shop");
        routes.PoolOf("route:/buy", Start.AddMinutes(1)).ShouldBe("new-shop");
        routes.Note(Start.AddMinutes(200), [("/buy", "new-shop")]);
        routes.Note(Start.AddMinutes(201), [("/buy", "new-shop"), ("/find", "archive")]);
        routes.PoolOf("route:/find", Start.AddMinutes(202)).ShouldBe("archive");
    }
}
