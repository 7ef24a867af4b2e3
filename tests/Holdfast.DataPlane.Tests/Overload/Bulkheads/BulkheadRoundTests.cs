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
    public void OtherBulkhead_WantsNoMoreThanItsPart()
    {
        Round();
        Enter(exports, 15);
        Round();
        MostOf(reports).ShouldBe(Limits - 6, "a fifth of three");
    }

    [Fact]
    public void OnlyBulkheadsAreAskedFor_WhatIsLeftIsDividedByShare()
    {
        Enter(reports, 1);
        Enter(exports, 19);
        Round();
        (reports.Places, exports.Places).ShouldBe((13, 6));
    }

    /// <summary>The others' places wait for four fifths of their time: with as many, the reports would do five times the work.</summary>
    [Fact]
    public void PlacesOfOneWorkMore_ItsPartIsSmaller()
    {
        for (int tick = 0; tick < 600; tick++)
        {
            reports.Work.Update(reports.Share, (1e9, 0), (1e9, 0.8e9));
        }

        Enter(reports, 1);
        Enter(exports, 1);
        Round();
        (reports.Places, exports.Places).ShouldBe((5, 14), "0.4 fifths beside 0.2: as 2 to 5");
    }

    [Fact]
    public void RoutesWithoutABulkheadWantSome_OnlyTheRestIsDivided()
    {
        Enter(null, 4);
        Enter(reports, 1);
        Enter(exports, 1);
        Round(waitingInMain: 1);
        (reports.Places, exports.Places).ShouldBe((10, 5));
    }

    [Fact]
    public void OnlyOneIsAskedFor_ItIsSureOfItsShare_AndTheRestIsLent()
    {
        Enter(reports, 1);
        Round();
        reports.Places.ShouldBe(8);
        MostOf(reports).ShouldBe(Limits);
    }

    [Fact]
    public void OthersAreRefused_BothHaveTheirShareAndNoMore()
    {
        Enter(reports, 1);
        Enter(exports, 1);
        Round(mainIsShort: true);
        (reports.Places, exports.Places).ShouldBe((8, 4));
    }

    [Fact]
    public void OthersAreRefused_RouteHasItsShareAndNoMore()
    {
        Round(mainIsShort: true);
        MostOf(reports).ShouldBe(8);
    }

    /// <summary>However many they were: else a crowd that has gone would keep its claim for ten seconds.</summary>
    [Fact]
    public void CrowdHasGone_IsNotAskedForAfterTwoSeconds()
    {
        for (int request = 0; request < 1000; request++)
        {
            reports.Enter();
        }

        Round();
        for (int request = 0; request < 1000; request++)
        {
            reports.Leave();
        }

        for (int tick = 0; tick < 15; tick++)
        {
            Round();
        }

        reports.IsAskedFor.ShouldBeTrue();
        for (int tick = 15; tick < 25; tick++)
        {
            Round();
        }

        reports.IsAskedFor.ShouldBeFalse();
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
