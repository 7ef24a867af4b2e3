using Holdfast.Admin;

namespace Holdfast.Cli.Tests.Why;

public class WhyTextTests
{
    private static readonly DateTimeOffset At = new(2030, 1, 1, 10, 0, 30, TimeSpan.Zero);
    private static readonly EvidenceReport Refused =
        new("connections-refused", "connection", "server:shop/c", "failed-refused", At.AddSeconds(-8), At, 20, 0, 12, At.AddSeconds(-20), "c refuses connections at once");

    [Fact]
    public void Calm_SaysSoInOneLine() => Text(Report("normal")).ShouldBe(["nothing is wrong at 10:00:30Z"]);

    [Fact]
    public void WhatTheGatewayRefusedForItsOwnSake_IsSaidWhetherTheServiceIsInTroubleOrNot()
    {
        const string Pressure = "the gateway is under pressure, memory at 91 %: best-effort and bulk requests are refused (since 10:00:21Z); 60 requests were refused for it in the 10 s before 10:00:30Z";
        Text(Report("normal") with { Pressure = Pressure }).ShouldBe(["nothing is wrong at 10:00:30Z", Pressure]);
        Text(Report("declared") with { Pressure = Pressure }).ShouldContain(Pressure);
    }

    [Fact]
    public void NearlySure_IsNotWholly() =>
        Text(Report("declared") with { Verdict = "root-cause", Cause = Cause("surge", 0.9974, "more ask") }).First().ShouldBe("surge: more ask (over 99 % sure)");

    [Fact]
    public void NobodyWatchedThen_SaysSoAndNotThatAllWasWell() =>
        Text(Report("unknown")).ShouldHaveSingleItem().ShouldStartWith("nothing is known of 2030-01-01 10:00:30Z: no gateway was running that watched");

    [Fact]
    public void RootCause_ComesFirst_WithEvidenceCommandsAndWhatItIsNot()
    {
        string page = string.Join('\n', Text(Report("declared") with
        {
            Verdict = "root-cause",
            Cause = Cause("sick-server", 0.98, "server c of pool shop is dead") with { For = [Refused] },
            Ranking = [Cause("sick-server", 0.98, "x"), Cause("network", 0.001, "x") with { RuledOutBecause = "connections open as fast as before", RuledOutAt = At }],
            Mitigations = [new("It gets nothing", null, true), new("Keep it from work", "holdfast limit shop c 1", false)],
        }));
        page.ShouldStartWith("sick-server: server c of pool shop is dead (98 % sure)");
        page.ShouldContain("+12.0  c refuses connections at once [server:shop/c failed-refused, 10:00:22Z to 10:00:30Z]");
        page.ShouldContain("done by itself: It gets nothing");
        page.ShouldContain("      holdfast limit shop c 1");
        page.ShouldContain("It is not (and what speaks against it most)\n  network (since 10:00:30Z): connections open as fast as before");
    }

    [Fact]
    public void WhatWasNotObserved_IsSaidInWords_AndWhatWouldSupplyIt()
    {
        Text(Report("declared") with { NotObserved = ["ConnectP99", "HostCpu"] })
            .ShouldContain("not observed, and therefore no evidence: connect p99, host cpu (what hosts do is known where `holdfast agent` runs on them)");
        Text(Report("declared") with { NotObserved = ["Clients"] }).ShouldContain("not observed, and therefore no evidence: clients");
    }

    [Fact]
    public void Undetermined_NamesCandidatesAndTheTestThatSettlesIt()
    {
        string page = string.Join('\n', Text(Report("suspected") with
        {
            Verdict = "undetermined", Ranking = [Cause("surge", 0.5, "more ask"), Cause("retry-storm", 0.4, "repeats")], NextTest = "Refuse repeats.",
        }));
        page.ShouldStartWith("the cause is undetermined");
        page.ShouldContain("50 %  surge: more ask");
        page.ShouldContain("what would settle it: Refuse repeats.");
    }

    [Fact]
    public void SomethingWasDoneAndDidNotHelp_SaysThatTheQuestionIsOpenAgain()
    {
        DiagnosisReport report = Report("declared") with { Verdict = "undetermined", Recovery = "not as predicted, so the question is open again: 9 s after 'weights of pool shop changed'" };
        Text(report).ShouldContain("what was done about it: not as predicted, so the question is open again: 9 s after 'weights of pool shop changed'");
        Text(report with { ClearedAt = At, Recovery = "as predicted: shares are as before" }).ShouldContain("it ended as predicted: shares are as before");
    }

    private static IEnumerable<string> Text(DiagnosisReport report) => WhyText.Of(report, all: false).Select(line => line.Text);

    private static CauseReport Cause(string name, double probability, string claim) => new(name, probability, 10, claim, [], [], At, null, null);

    private static DiagnosisReport Report(string state) => new(
        At, state, 1, At.AddSeconds(-20), At.AddSeconds(-18), null, null, "shop", "20 % of the requests failed", null, null, [], null, null, [], null, [], [], [], null, []);
}
