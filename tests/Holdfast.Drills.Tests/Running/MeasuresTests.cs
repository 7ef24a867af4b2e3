using Holdfast.Drills.Running;

namespace Holdfast.Drills.Tests.Running;

public class MeasuresTests
{
    [Theory]
    [InlineData(2, 50)]
    [InlineData(3, 0)]
    [InlineData(4, 0)]
    [InlineData(7, 0)]
    [InlineData(8, 50)]
    public void ServerThatDiesWithinASecond_IsNotCountedForIt(int second, double capacity) =>
        new ServerSeries("a", [new CapacityStep(0, 50), new CapacityStep(3.4, 0), new CapacityStep(7.9, 50)], []).CapacityIn(second).ShouldBe(capacity);

    [Fact]
    public void Phase_IsItsWholeSeconds()
    {
        RunData data = StubRun.Perfect() with { Phases = [new PhaseSpan("odd", 2.4, 6.6)] };
        Measures.Of(data, "odd").ShouldBe(new SecondSpan(3, 6));
        Measures.Of(data, "none").Length.ShouldBe(0);
        Measures.Of(data, "").Length.ShouldBe(StubRun.Seconds);
    }

    [Fact]
    public void Recovery_IsWhereItStaysGood()
    {
        Measures.Recovery(StubRun.Perfect(), new SecondSpan(15, 20)).ShouldBe(0);
        Measures.Recovery(StubRun.Broken(), new SecondSpan(15, 20)).ShouldBeNull();
        Measures.Recovery(StubRun.Broken(), new SecondSpan(0, 5)).ShouldBe(0);
    }

    [Fact]
    public void Detection_IsCountedFromTheFirstFault()
    {
        Measures.Detection(StubRun.Perfect()).ShouldBe(0.5);
        Measures.Detection(StubRun.Broken()).ShouldBeNull();
    }

    [Fact]
    public void Trouble_BeginsWhereThePageSaysSo_OrWithTheFirstFaultOrMeasuredPhase()
    {
        RunData data = StubRun.Perfect();
        Measures.TroubleBegins(data).ShouldBe(5);
        Measures.TroubleBegins(data with { Measured = ["after"] }).ShouldBe(5);
        Measures.TroubleBegins(data with { Measured = ["after"], Events = [] }).ShouldBe(15);
        Measures.TroubleBegins(data with { Measured = ["calm"] }).ShouldBe(0);
        Measures.TroubleBegins(data with { Trouble = "after" }).ShouldBe(15);
        Measures.TroubleBegins(new RunData()).ShouldBe(0);
    }

    [Fact]
    public void Attainable_IsAtMostWhatWasAsked()
    {
        Measures.Attainable(StubRun.Perfect(), 0).ShouldBe(80);
        Measures.GoodputPercent(StubRun.Broken(), Enumerable.Range(5, 10)).ShouldBe(50);
    }
}
