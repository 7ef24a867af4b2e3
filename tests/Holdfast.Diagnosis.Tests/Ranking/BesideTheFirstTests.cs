using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Ranking;

public class BesideTheFirstTests
{
    private const long Onset = 1000;

    private static readonly EvidenceItem[] Crowd =
    [
        Item(Sign.FirstAttemptsUp, SignalFamily.Traffic), Item(Sign.ClientsGrewWithTraffic, SignalFamily.ClientMix), Item(Sign.AllServersHit, SignalFamily.Distribution), Item(Sign.MoreWorkThanBefore, SignalFamily.Saturation),
    ];

    [Fact]
    public void ServerRefusesInACrowd_WhatSpeaksForTheCrowdSaysNothingAgainstIt()
    {
        List<RankedCause> ranking = Rank([.. Crowd, Item(Sign.ConnectionsRefused, SignalFamily.Connection)]);
        Classes(ranking).Take(2).ShouldBe([CauseClass.Surge, CauseClass.SickServer]);
        // It is no rival: nothing changes about what is stated, and how surely.
        ranking[1].Decibans.ShouldBeLessThan(ranking[2].Decibans);
        ranking[1].Probability.ShouldBeLessThan(0.01);
    }

    [Fact]
    public void NothingSpeaksForIt_ACrowdBringsNobodySecond()
    {
        List<RankedCause> ranking = Rank(Crowd);
        Classes(ranking).Take(2).ShouldBe([CauseClass.Surge, CauseClass.NoneOfThese]);
    }

    [Fact]
    public void WhatContradictsACause_ContradictsItBesideTheFirst()
    {
        // That connections are free is no doing of the crowd, and neither is that nobody stands out, though a crowd has that, too.
        List<RankedCause> ranking = Rank([.. Crowd, Item(Sign.NobodyDominates, SignalFamily.ClientMix), Item(Sign.OneRouteGrew, SignalFamily.ClientMix)]);
        Classes(ranking).Take(3).ShouldNotContain(CauseClass.OneClient);
    }

    [Fact]
    public void WhoeverItIsInstead_IsStillSecondByAllThatWasSeen()
    {
        // That all are down is explained by the new version; if it was not the version, the servers are what is left.
        List<RankedCause> ranking = Rank(Item(Sign.VersionChanged, SignalFamily.Change), Item(Sign.ServerErrorsNew, SignalFamily.Errors), Item(Sign.AllServersDown, SignalFamily.Distribution));
        Classes(ranking).Take(2).ShouldBe([CauseClass.BadDeployment, CauseClass.SickServer]);
    }

    [Fact]
    public void FewSufferMostAndAllSuffer_IsOneAnswerThatIsNotTakenApart()
    {
        // In a crowd all suffer, and one of them most: without the half that the crowd explains it would be a sick server.
        EvidenceItem few = Item(Sign.FewServersHit, SignalFamily.Distribution) with { Quality = 0.7, Signal = "servers" };
        List<RankedCause> ranking = Rank([.. Crowd.Select(item => item.Sign == Sign.AllServersHit ? item with { Signal = "servers" } : item), few]);
        ranking[0].Class.ShouldBe(CauseClass.Surge);
        ranking[1].Class.ShouldBe(CauseClass.NoneOfThese);
    }

    [Theory]
    [InlineData(Sign.ConnectsNormal, false)]
    [InlineData(Sign.ServerErrorsNew, true)]
    public void DeploymentBesideACrowd_IsSecondOnlyWithASymptomThatTheCrowdLeavesOver(Sign symptom, bool isSecond)
    {
        List<RankedCause> ranking = Rank([.. Crowd, Item(Sign.VersionChanged, SignalFamily.Change) with { Quality = 0.4 }, Item(Sign.FirstByteUpOnAll, SignalFamily.Saturation), Item(symptom, SignalFamily.Errors)]);
        Classes(ranking).Take(2).Contains(CauseClass.BadDeployment).ShouldBe(isSecond);
    }

    [Fact]
    public void NothingFits_TheOrderIsByDecibans()
    {
        List<RankedCause> ranking = Rank();
        ranking[0].Class.ShouldBe(CauseClass.NoneOfThese);
        ranking.Select(cause => cause.Decibans).ShouldBeInOrder(SortDirection.Descending);
    }

    private static IEnumerable<CauseClass> Classes(List<RankedCause> ranking) => ranking.Select(cause => cause.Class);

    private static List<RankedCause> Rank(params EvidenceItem[] items) => Ranker.Rank(items, Onset, MadeSeries.Pool);

    private static EvidenceItem Item(Sign sign, SignalFamily family) => new(sign, family, MadeSeries.Pool, "signal", Onset, Onset, 1, 1, 1, Onset, "text");
}
