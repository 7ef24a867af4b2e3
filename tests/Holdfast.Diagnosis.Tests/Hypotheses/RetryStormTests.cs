using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Hypotheses;

public class RetryStormTests
{
    [Fact]
    public void RepeatsKeepServersBusierThanEver_IsNamed() => Storm(600).PoolBecomes(Signal.Admitted, 100, 160).RootCause().ShouldBe(CauseClass.RetryStorm);

    [Fact]
    public void MoreRepeatsThanAFifthOfThemCouldHide_IsStillNamed() =>
        // What nobody marked is a guess: it must not guess away the people who really ask.
        Storm(900).PoolBecomes(Signal.Admitted, 100, 160).RootCause().ShouldBe(CauseClass.RetryStorm);

    [Fact]
    public void FewRepeat_IsNot() => Storm(5).RootCause().ShouldNotBe(CauseClass.RetryStorm);

    [Fact]
    public void PatientClientsOfASlowService_AreNot() => MadeOutage.Everyday().PoolBecomes(Signal.OfferedRetry, 0, 40).PoolBecomes(Signal.FirstByteMedian, 0.05, 0.5).ServersBecome(Signal.FirstByteMedian, 0.05, 0.5)
        .Shedding(60).PoolBecomes(Signal.Admitted, 100, 50).RootCause().ShouldNotBe(CauseClass.RetryStorm);

    [Fact]
    public void OfferedCommands_LeaveNothingToBeFilledIn() =>
        Storm(600).PoolBecomes(Signal.Admitted, 100, 160).Examine().Mitigations.ShouldAllBe(offered => offered.Command == null || !offered.Command.Contains("{"));

    [Theory]
    [InlineData(900, true)]
    [InlineData(120, false)]
    public void MorePeopleCameAsWell_IsSecondWithMoreRepeatsThanPatientClientsSend(double retries, bool isSecond)
    {
        Explanation explanation = MadeOutage.Everyday().PoolBecomes(Signal.OfferedFirst, 100, 500).PoolBecomes(Signal.OfferedRetry, 0, retries).PoolBecomes(Signal.Clients, 60, 170)
            .PoolBecomes(Signal.Admitted, 100, 140).PoolBecomes(Signal.Good, 100, 60).PoolBecomes(Signal.ShedWaited, 0, 400 + retries).Examine();
        explanation.Top.Class.ShouldBe(CauseClass.Surge);
        (explanation.Ranking[1].Class == CauseClass.RetryStorm).ShouldBe(isSecond);
    }

    private static MadeSeries Storm(double repeats) => MadeOutage.Everyday().PoolBecomes(Signal.OfferedRetry, 0, repeats).PoolBecomes(Signal.ClientGone, 0, 80).PoolBecomes(Signal.FirstByteMedian, 0.05, 0.4)
        .ServersBecome(Signal.FirstByteMedian, 0.05, 0.4).PoolBecomes(Signal.Good, 100, 15).PoolBecomes(Signal.ShedWaited, 0, 300);
}
