namespace Holdfast.Diagnosis.Tests.Detection;

public class StateRuleTests
{
    [Theory]
    [InlineData(Consequence.Supports, DetectionState.Normal)]
    [InlineData(Consequence.Suspects, DetectionState.Suspected)]
    [InlineData(Consequence.Pages, DetectionState.Declared)]
    public void OneAnomaly_AsksForWhatItMayLeadTo(Consequence consequence, DetectionState wanted) =>
        Wanted(DetectionState.Normal, One(SignalFamily.Errors, consequence)).ShouldBe(wanted);

    [Fact]
    public void Nothing_IsNormal() => Wanted(DetectionState.Declared).ShouldBe(DetectionState.Normal);

    [Theory]
    [InlineData(SignalFamily.Connection, 5, DetectionState.Suspected)]
    [InlineData(SignalFamily.Connection, 11, DetectionState.Normal)]
    [InlineData(SignalFamily.Errors, 5, DetectionState.Normal)]
    public void PairOfTwoFamilies_WithinTenSeconds_IsASuspicion(SignalFamily other, int later, DetectionState wanted) =>
        Wanted(DetectionState.Normal, One(SignalFamily.Errors, Consequence.Supports), One(other, Consequence.Supports, 100 + later)).ShouldBe(wanted);

    [Theory]
    [InlineData(SignalFamily.Saturation, DetectionState.Suspected)]
    [InlineData(SignalFamily.Change, DetectionState.Normal)]
    [InlineData(SignalFamily.Traffic, DetectionState.Normal)]
    public void WhatMayHurt_KeepsASuspicionAlone(SignalFamily family, DetectionState wanted) =>
        Wanted(DetectionState.Suspected, One(family, Consequence.Supports)).ShouldBe(wanted);

    [Theory]
    [InlineData(SignalFamily.Traffic, DetectionState.Normal)]
    [InlineData(SignalFamily.Distribution, DetectionState.Suspected)]
    public void AfterDeclaredTrouble_OtherTrafficKeepsNobodyWaiting(SignalFamily family, DetectionState wanted) =>
        Wanted(DetectionState.Declared, One(family, Consequence.Suspects)).ShouldBe(wanted);

    [Fact]
    public void WhatLingersFromTheLastTrouble_BeginsNoNewOne()
    {
        List<Anomaly> active = [One(SignalFamily.Errors, Consequence.Pages, fired: 100)];
        StateRule.Wanted(active, DetectionState.Normal, clearedAt: 100).ShouldBe(DetectionState.Normal);
        StateRule.Wanted(active, DetectionState.Normal, clearedAt: 99).ShouldBe(DetectionState.Declared);
    }

    private static DetectionState Wanted(DetectionState present, params Anomaly[] active) => StateRule.Wanted([.. active], present, clearedAt: 0);

    private static Anomaly One(SignalFamily family, Consequence consequence, long fired = 100) =>
        new("test", DetectionLevel.BurnRate, family, consequence, MadeSeries.Pool, fired - 2, fired, 1, 0, "something is unusual");
}
