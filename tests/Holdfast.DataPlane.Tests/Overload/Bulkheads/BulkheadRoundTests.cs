namespace Holdfast.DataPlane.Tests.Overload.Bulkheads;

public sealed class BulkheadRoundTests
{
    private const long Tick = OverloadControl.TickNanoseconds;
    private const int Limits = 20;

    private readonly Bulkhead reports = new("/reports", 0.4, workers: 1);
    private readonly Bulkhead exports = new("/exports", 0.2, workers: 1);
    private readonly ServerControl server = new(PoolFixture.EqualServers(1)[0], LimitSettings.Default, 1, 0);

    [Fact]
    public void PlacesOfRoutesWithoutABulkhead_AreLeftToThem()
    {
        Enter(null, 5);
        Enter(reports, 3);
        Round(waitingInMain: 4);
        MostOf(reports).ShouldBe(Limits - 9);
    }

    [Fact]
    public void OtherBulkhead_WantsNoMoreThanItsShare()
    {
        Round();
        Enter(exports, 15);
        Round();
        MostOf(reports).ShouldBe(Limits - 4);
    }

    [Fact]
    public void OthersAreRefused_RouteHasItsShareAndNoMore()
    {
        Round(mainIsShort: true);
        MostOf(reports).ShouldBe(8);
    }

    private void Enter(Bulkhead? bulkhead, int count)
    {
        for (int i = 0; i < count; i++)
        {
            server.Server.TryEnter().ShouldBeTrue();
            bulkhead?.Enter();
        }
    }

    private void Round(int waitingInMain = 0, bool mainIsShort = false) => BulkheadRound.Tick([reports, exports], [server], waitingInMain, mainIsShort, Limits, Tick);

    /// <summary>How many the route can have before it must wait beside a free place.</summary>
    private static int MostOf(Bulkhead bulkhead)
    {
        while (!bulkhead.IsAtCeiling)
        {
            bulkhead.Enter();
        }

        return bulkhead.InFlight;
    }
}
