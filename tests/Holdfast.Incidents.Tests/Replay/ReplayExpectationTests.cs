using Holdfast.Incidents.Replay;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

public class ReplayExpectationTests
{
    [Theory]
    [InlineData("goodput-of-capacity", "atLeast: 90%", "goodput is at least 90 % of capacity")]
    [InlineData("users-failed", "atMost: 1%", "at most 1 % of the users fail")]
    [InlineData("detection-seconds", "atMost: 10s", "detection takes at most 10 s")]
    [InlineData("recovery-seconds", "atMost: 5s", "recovery takes at most 5 s")]
    [InlineData("server-deaths", "atMost: 0", "no server dies")]
    [InlineData("sessions-held", "atLeast: 97%", "at least 97 % of the places are held")]
    public void Expectation_IsOneThing_OnThePageAndInATask(string that, string bound, string words)
    {
        ReplayExpectation expectation = new(that, "trouble", bound);
        expectation.Line.ShouldBe($"that: {that}, during: trouble, {bound}");
        expectation.InWords.ShouldBe(words);
    }

    [Fact]
    public void WhatItIsAbout_AndWhy_StandWhereThePageHasThem()
    {
        ReplayExpectation expectation = new("class-success", "trouble", "atLeast: 99%") { Of = "class: critical", Because = "first things first" };
        expectation.Line.ShouldBe("that: class-success, class: critical, during: trouble, atLeast: 99%, because: \"first things first\"");
        expectation.InWords.ShouldBe("at least 99 % of the critical requests succeed");
    }

    /// <summary>Where the present configuration has connections enough there is nothing unusual: a drill that asks for a detection would ask for a false alarm.</summary>
    [Fact]
    public void ConnectionsThatRanOutByThemselves_AreNotAskedToBeNoticed_AServerThatBrokeIs()
    {
        using RecordedOutage ranOut = new("pool-exhaustion");
        ScenarioExpectations.InWords(ranOut.Plan()).ShouldNotContain("detection takes at most 10 s");
        using RecordedOutage slow = new("pool-exhaustion");
        slow.Server("d", Signal.FirstByteMedian, 0, 60, 0.9, 0.06);
        ScenarioExpectations.InWords(slow.Plan()).ShouldContain("detection takes at most 10 s");
        using RecordedOutage surge = new("surge");
        ScenarioExpectations.InWords(surge.Plan()).ShouldContain("detection takes at most 10 s");
    }
}
