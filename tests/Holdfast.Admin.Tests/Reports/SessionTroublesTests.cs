namespace Holdfast.Admin.Tests;

public class SessionTroublesTests
{
    private static readonly ServerReport Host = new("a", "10.0.0.1:80", 100, "healthy", null, 0, 100, 0) { Limit = 20, SessionLimit = 40 };

    [Theory]
    [InlineData(35, 36, null)]
    [InlineData(36, 36, "pool hosts has 72 sessions of 80 that its servers may have: bring in servers, or who comes is refused")]
    public void PlacesRunOut_IsSaidFromNineTenthsOn(int first, int second, string? expected) =>
        (SessionTroubles.Of(Pool(Host with { Sessions = first }, Host with { Name = "b", Sessions = second })).SingleOrDefault()?.Text).ShouldBe(expected);

    [Fact]
    public void SomebodyIsRefused_IsAnError() =>
        SessionTroubles.Of(Pool(Host with { Sessions = 40 }) with { Shed = [new("shed_sessions", 12, 40)] })
            .ShouldHaveSingleItem().ShouldBe(new(TroubleReport.Error, "sessions_full", "hosts", null, "pool hosts refuses 12 requests for a session each second: its servers have 40 of 40"));

    [Theory]
    [InlineData("ejected", 100)]
    [InlineData("draining", 100)]
    [InlineData("healthy", 0)]
    public void ServerThatTakesNothingNew_OffersNoPlaces(string health, int weight) =>
        SessionTroubles.Of(Pool(Host with { Sessions = 38 }, Host with { Name = "b", Health = health, Weight = weight })).ShouldHaveSingleItem().Kind.ShouldBe("sessions_nearly_full");

    [Fact]
    public void OneServerWithoutABound_IsRoomForAll() =>
        SessionTroubles.Of(Pool(Host with { Sessions = 40 }, Host with { Name = "b", SessionLimit = null })).ShouldBeEmpty();

    private static PoolReport Pool(params ServerReport[] servers) => new("hosts", "least-requests", 0, servers) { Protection = "on" };
}
