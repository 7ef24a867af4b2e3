namespace Holdfast.DataPlane.Tests.Overload.Bulkheads;

public sealed class BulkheadTests
{
    private const long Tick = OverloadControl.TickNanoseconds;

    private readonly Bulkhead bulkhead = new("/reports", 0.4, workers: 1);

    [Fact]
    public void BeforeTheFirstLook_NothingIsBounded()
    {
        Enter(1_000);
        (bulkhead.IsFull, bulkhead.IsAtCeiling).ShouldBe((false, false));
    }

    [Theory]
    [InlineData(10, 4)]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    public void Share_IsOfWhatThePoolMayHave_AndOneAtLeast(int limits, int places)
    {
        Look(Tick, limits, wantedByOthers: 0);
        bulkhead.Places.ShouldBe(places);
        Enter(places - 1);
        bulkhead.IsFull.ShouldBeFalse();
        Enter(1);
        bulkhead.IsFull.ShouldBeTrue();
    }

    /// <summary>The others' places wait for four fifths of their time, the route's work.</summary>
    [Fact]
    public void PlacesOfTheRouteWorkMore_ItIsSureOfFewer_AndAloneItMayStillHaveEverything()
    {
        for (int tick = 0; tick < 600; tick++)
        {
            bulkhead.Work.Update(bulkhead.Share, (1e9, 0), (1e9, 0.8e9));
        }

        Look(Tick, 20, wantedByOthers: 20);
        bulkhead.Places.ShouldBe(2, "a fifth over 0.68 of 8 places");
        for (int tick = 2; tick < 100; tick++)
        {
            Look(tick * Tick, 20, wantedByOthers: 0);
        }

        Enter(19);
        bulkhead.IsAtCeiling.ShouldBeFalse();
    }

    /// <summary>Each looks before it takes; what counts is that nobody takes what another has taken since.</summary>
    [Fact]
    public void ManyWorkersTakePlacesAtOnce_NeverMoreThanTheCeiling()
    {
        Look(Tick, 10, wantedByOthers: 4);
        int most = 0;
        Thread[] workers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 50_000; i++)
            {
                if (bulkhead.TryEnter())
                {
                    int seen = bulkhead.InFlight;
                    for (int known = Volatile.Read(ref most); known < seen; known = Volatile.Read(ref most))
                    {
                        Interlocked.CompareExchange(ref most, seen, known);
                    }

                    bulkhead.Leave();
                }
            }
        }))];
        Enter(4);
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        most.ShouldBeInRange(5, 6);
        bulkhead.InFlight.ShouldBe(4);
    }

    [Fact]
    public void OthersWantNothing_RouteMayHaveEverything()
    {
        Look(Tick, 10, wantedByOthers: 0);
        Enter(9);
        bulkhead.IsAtCeiling.ShouldBeFalse();
        Enter(1);
        bulkhead.IsAtCeiling.ShouldBeTrue();
    }

    [Fact]
    public void WhatOthersWanted_StaysFreeForAboutASecond()
    {
        Look(Tick, 10, wantedByOthers: 5);
        Enter(5);
        bulkhead.IsAtCeiling.ShouldBeTrue();
        int ticks = 0;
        while (bulkhead.IsAtCeiling)
        {
            Look(++ticks * Tick, 10, wantedByOthers: 0);
        }

        ticks.ShouldBe(1, "half a place less is a place");
        Enter(4);
        while (bulkhead.IsAtCeiling)
        {
            Look(++ticks * Tick, 10, wantedByOthers: 0);
        }

        ticks.ShouldBeInRange(12, 24);
    }

    [Fact]
    public void WaiterThatStandsBack_IsCountedOnce()
    {
        Waiter waiter = new(0);
        bulkhead.NoteHeld(waiter, 5 * Tick);
        bulkhead.NoteHeld(waiter, 6 * Tick);
        (bulkhead.Held, waiter.WasHeld).ShouldBe((1, true));
        bulkhead.IsHolding(10 * Tick).ShouldBeTrue();
        bulkhead.IsHolding(11 * Tick).ShouldBeFalse();
    }

    [Fact]
    public void Service_IsWhatPlacesWereHeld()
    {
        Enter(3);
        bulkhead.Leave(100);
        bulkhead.Leave(200);
        bulkhead.Leave();
        (bulkhead.InFlight, bulkhead.Service).ShouldBe((0, (300L, 2L)));
    }

    private void Look(long now, int limits, int wantedByOthers) => bulkhead.Tick(now, limits, wantedByOthers, bulkhead.PartOf(limits, othersClaim: 0));

    private void Enter(int count)
    {
        for (int i = 0; i < count; i++)
        {
            bulkhead.Enter();
        }
    }
}
