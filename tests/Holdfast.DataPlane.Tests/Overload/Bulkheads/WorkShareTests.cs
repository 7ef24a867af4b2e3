namespace Holdfast.DataPlane.Tests.Overload.Bulkheads;

public sealed class WorkShareTests
{
    private const double Second = 1e9;

    private readonly WorkShare work = new();

    [Fact]
    public void NothingIsKnown_PlacesAreTheShare()
    {
        work.Factor.ShouldBe(1);
        Ticks(1, 0.3, (0, 0), (0, 0));
        work.Factor.ShouldBe(1);
    }

    /// <summary>Whatever waits: of places with that much work in them the route does its share of all work.</summary>
    [Theory]
    [InlineData(0.3, 0.8, 0.2)]
    [InlineData(0.5, 0.9, 0.6)]
    [InlineData(0.1, 1, 0.3)]
    public void OthersWaitMoreOnTheirPlaces_TheRouteDoesItsShareOfTheWork(double share, double worked, double workedOfOthers)
    {
        Ticks(600, share, (Second, (1 - worked) * Second), (Second, (1 - workedOfOthers) * Second));
        double places = work.Factor * share;
        (places * worked / ((places * worked) + ((1 - places) * workedOfOthers))).ShouldBe(share, 0.01);
    }

    [Fact]
    public void TheRouteWaitsMore_ItHasItsShareOfThePlacesAndNoMore()
    {
        Ticks(600, 0.3, (Second, 0.8 * Second), (Second, 0.1 * Second));
        work.Factor.ShouldBe(1);
    }

    [Fact]
    public void AllWaitAlike_NothingChanges()
    {
        Ticks(600, 0.3, (Second, 0.5 * Second), (4 * Second, 2 * Second));
        work.Factor.ShouldBe(1, 0.02);
    }

    [Fact]
    public void NobodyAsksAnyMore_WhatWasSeenIsForgotten()
    {
        Ticks(600, 0.3, (Second, 0.1 * Second), (Second, 0.8 * Second));
        work.Factor.ShouldBeLessThan(0.4);
        Ticks(600, 0.3, (0, 0), (0, 0));
        work.Factor.ShouldBe(1, 0.01);
    }

    /// <summary>So exactly nobody knows what they take by themselves: where both only scatter, the route would lose places to chance.</summary>
    [Theory]
    [InlineData(0.09, 1)]
    [InlineData(0.15, 0.93)]
    [InlineData(0.25, 0.81)]
    public void OthersWaitALittleMore_IsTakenForChance(double waitedOfOthers, double expected)
    {
        Ticks(600, 0.3, (Second, 0), (Second, waitedOfOthers * Second));
        work.Factor.ShouldBe(expected, 0.015);
    }

    [Fact]
    public void ChanceHadThemQuick_NothingChanges()
    {
        Ticks(600, 0.3, (Second, -0.2 * Second), (Second, -0.1 * Second));
        work.Factor.ShouldBe(1);
    }

    [Fact]
    public void Held_IsWhatCameSinceTheLastLook()
    {
        work.TakeHeld(50).ShouldBe(50);
        work.TakeHeld(80).ShouldBe(30);
    }

    private void Ticks(int count, double share, (double Held, double Waited) route, (double Held, double Waited) others)
    {
        for (int tick = 0; tick < count; tick++)
        {
            work.Update(share, route, others);
        }
    }
}
