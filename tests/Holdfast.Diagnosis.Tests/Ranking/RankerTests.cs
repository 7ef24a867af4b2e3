using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Ranking;

public class RankerTests
{
    private const long Onset = 1000;

    [Fact]
    public void NothingSeen_LeavesEveryCauseAtItsPrior()
    {
        List<RankedCause> ranking = Rank();
        // Without a version that changed no deployment can be to blame.
        foreach (RankedCause cause in ranking.Where(cause => cause.Class is not (CauseClass.NoneOfThese or CauseClass.BadDeployment)))
        {
            cause.Decibans.ShouldBe(Priors.Decibans(cause.Class), 1e-9);
        }
    }

    [Fact]
    public void Probabilities_AddUpToOne() => Rank(Item(Sign.FirstAttemptsUp, SignalFamily.Traffic)).Sum(cause => cause.Probability).ShouldBe(1, 1e-9);

    [Fact]
    public void TenCopiesOfOneSymptom_CountOnce()
    {
        EvidenceItem item = Item(Sign.FirstAttemptsUp, SignalFamily.Traffic);
        Score(CauseClass.Surge, item).ShouldBe(Score(CauseClass.Surge, [.. Enumerable.Repeat(item, 10)]));
    }

    [Theory]
    [InlineData(-5, 20)]
    [InlineData(0, 20)]
    [InlineData(6, 3)]
    [InlineData(11, 0)]
    public void SignalThatFollowsTheSymptom_IsItsEffect(int secondsLater, double decibans) =>
        (Score(CauseClass.Surge, Item(Sign.FirstAttemptsUp, SignalFamily.Traffic) with { Onset = Onset + secondsLater }) - Priors.Decibans(CauseClass.Surge)).ShouldBe(decibans, 1e-9);

    [Fact]
    public void WhatOnlyFits_CountsHalf() =>
        (Score(CauseClass.Surge, Item(Sign.MoreWorkThanBefore, SignalFamily.Saturation)) - Priors.Decibans(CauseClass.Surge)).ShouldBe(4, 1e-9);

    [Fact]
    public void PoorQuality_CountsLess() =>
        (Score(CauseClass.Surge, Item(Sign.FirstAttemptsUp, SignalFamily.Traffic) with { Quality = 0.5 }) - Priors.Decibans(CauseClass.Surge)).ShouldBe(10, 1e-9);

    [Fact]
    public void CounterEvidence_IsNotCapped() =>
        (Score(CauseClass.Surge, Item(Sign.FirstAttemptsFlat, SignalFamily.Traffic), Item(Sign.FewServersHit, SignalFamily.Distribution)) - Priors.Decibans(CauseClass.Surge)).ShouldBe(-33, 1e-9);

    [Fact]
    public void DeploymentWithoutAChangedVersion_IsVetoed() =>
        Rank(Item(Sign.ServerErrorsNew, SignalFamily.Errors)).Single(cause => cause.Class == CauseClass.BadDeployment).Rejection.ShouldBe("no version of this pool changed before it began");

    [Fact]
    public void EveryCause_HasAKeyAReasonAndARemedy()
    {
        foreach (Hypothesis hypothesis in HypothesisRegistry.All)
        {
            hypothesis.Weights.Values.Max().ShouldBeGreaterThanOrEqualTo(Weight.Decisive, hypothesis.Name);
            hypothesis.Weights.Values.Min().ShouldBeLessThanOrEqualTo(-10, hypothesis.Name);
            hypothesis.Mitigations([], MadeSeries.Pool).ShouldNotBeEmpty(hypothesis.Name);
            hypothesis.Test.ShouldEndWith(".");
            Priors.Decibans(hypothesis.Class).ShouldBeLessThan(0);
        }

        HypothesisRegistry.All.Select(hypothesis => hypothesis.Class).ShouldBeUnique();
        HypothesisRegistry.All.Count.ShouldBe(Enum.GetValues<CauseClass>().Length - 1);
    }

    private static double Score(CauseClass cause, params EvidenceItem[] items) => Rank(items).Single(each => each.Class == cause).Decibans;

    private static List<RankedCause> Rank(params EvidenceItem[] items) => Ranker.Rank(items, Onset, MadeSeries.Pool);

    private static EvidenceItem Item(Sign sign, SignalFamily family) => new(sign, family, MadeSeries.Pool, "signal", Onset, Onset, 1, 1, 1, Onset, "text");
}
