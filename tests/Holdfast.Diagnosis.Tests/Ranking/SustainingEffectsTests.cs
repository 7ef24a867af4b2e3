using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Ranking;

public class SustainingEffectsTests
{
    private static readonly EvidenceItem[] Items = [Item(Sign.ConnectionsCold), Item(Sign.WorkForNobody), Item(Sign.RetriesMany)];

    [Fact]
    public void RepeatsAfterACrash_KeepItGoing() => Of(CauseClass.SickServer, Items).ShouldBe(Sign.RetriesMany);

    [Fact]
    public void RepeatsOfAStorm_AreTheCauseItself_AndWorkForNobodyKeepsItGoing() => Of(CauseClass.RetryStorm, Items).ShouldBe(Sign.WorkForNobody);

    [Fact]
    public void NothingButColdConnections_KeepItGoing() => Of(CauseClass.Network, [Item(Sign.ConnectionsCold)]).ShouldBe(Sign.ConnectionsCold);

    [Fact]
    public void WhatIsHardlyThere_IsNotSaid() => Of(CauseClass.Network, [Item(Sign.ConnectionsCold) with { Quality = 0.1 }]).ShouldBeNull();

    private static Sign? Of(CauseClass cause, EvidenceItem[] items) => SustainingEffects.Of(Ranker.Rank(items, MadeOutage.Onset, MadeSeries.Pool).Single(ranked => ranked.Class == cause), items)?.Sign;

    private static EvidenceItem Item(Sign sign) => new(sign, SignalFamily.Saturation, MadeSeries.Pool, "signal", 0, 0, 1, 1, 1, null, "text");
}
