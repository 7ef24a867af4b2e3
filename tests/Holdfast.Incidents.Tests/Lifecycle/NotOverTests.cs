using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Tests.Lifecycle;

public class NotOverTests
{
    [Fact]
    public void EndThatIsSeenJustNow_IsAMatterOfSeconds() =>
        NotOver.Because(7, CauseFinding.Calm(Bench.Start)).ShouldBe("Detection sees the end of incident 7 just now: say it again in some seconds.");

    [Fact]
    public void WhileUsersAreHurt_TheirHarmIsTheReason() =>
        NotOver.Because(7, Seen(isHurt: true, quiet: 0)).ShouldBe("Users are still hurt: 60 % of the requests failed. Incident 7 is not over ('holdfast why' says more).");

    [Fact]
    public void NobodyIsHurt_ButASymptomHolds_TheOneThatCallsPeopleIsNamed()
    {
        NotOver.Because(7, Seen(isHurt: false, quiet: 0, Symptom("none of 4 servers is healthy", Consequence.Pages), Symptom("few requests", Consequence.Supports)))
            .ShouldBe("Nobody is hurt any more, but this still holds: none of 4 servers is healthy. Incident 7 can be resolved 6 s after it is gone ('holdfast why' shows it).");
        NotOver.Because(7, Seen(isHurt: false, quiet: 0, Symptom("few requests", Consequence.Supports))).ShouldContain("this still holds: few requests.");
        NotOver.Because(7, Seen(isHurt: false, quiet: 0)).ShouldContain("this still holds: something unusual.");
    }

    [Theory]
    [InlineData(2, "so far it is 2 s: say it again in about 4 s.")]
    [InlineData(6, "so far it is 6 s: say it again in about 1 s.")]
    public void Quiet_IsWaitedFor_WithTheSecondsThatAreLeft(long quiet, string said) => NotOver.Because(7, Seen(isHurt: false, quiet)).ShouldEndWith(said);

    private static CauseFinding Seen(bool isHurt, long quiet, params Anomaly[] symptoms)
    {
        Explanation why = new(Bench.Start, Bench.Start - 5, Bench.Pool, Verdict.Undetermined, [], [], "60 % of the requests failed", "Compare waits", null, null, [], [], []) { IsHurtNow = isHurt };
        return new CauseFinding(Bench.Start, DetectionState.Declared, 1, Bench.Start - 5, Bench.Start - 4, Bench.Start - 3, null, symptoms, why, [], null) { QuietSeconds = quiet, EndsAfterQuietSeconds = 6 };
    }

    private static Anomaly Symptom(string text, Consequence consequence) =>
        new("health", DetectionLevel.BurnRate, SignalFamily.Errors, consequence, Bench.Pool, Bench.Start - 5, Bench.Start, 0.6, 0.001, text);
}
