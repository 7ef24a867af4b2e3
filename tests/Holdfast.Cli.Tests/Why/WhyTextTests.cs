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

    /// <summary>Second in the ranking is what explains what the first leaves over, however unlikely it is instead of the first.</summary>
    [Theory]
    [InlineData(0.03, null)]
    [InlineData(0.0004, "the same is seen without it")]
    public void WhatExplainsTheRest_HasALineOfItsOwnWithoutAShare_AndTheOthersStandByTheirShares(double probability, string? ruledOut)
    {
        CauseReport beside = Cause("sick-server", probability, "c is dead") with { Decibans = -20, RuledOutBecause = ruledOut, For = [Refused] };
        string[] lines = [.. Text(Undetermined(beside))];
        lines.Where(line => line.Contains(" %  ", StringComparison.Ordinal)).ShouldBe(["   61 %  surge: more ask", "   20 %  network: packets are lost", "   12 %  retry-storm: repeats"]);
        int place = Array.IndexOf(lines, "  what surge leaves unexplained may be sick-server beside it: c is dead");
        place.ShouldBeGreaterThan(0);
        lines[place + 1].ShouldContain("c refuses connections at once");
        string.Join('\n', lines).ShouldNotContain("It is not");
    }

    [Fact]
    public void SecondThatIsAmongTheLikeliest_HasNoLineBeside() =>
        string.Join('\n', Text(Undetermined(Cause("sick-server", 0.15, "c is dead")))).ShouldNotContain("beside it");

    [Fact]
    public void SecondThatIsOnlyTheNextLikely_StandsBesideNothing()
    {
        CauseReport unlikely = Cause("network", 0.001, "packets are lost") with { Decibans = -20, RuledOutBecause = "connections open as fast as before" };
        string page = string.Join('\n', Text(Report("suspected") with { Verdict = "undetermined", Ranking = [Cause("surge", 0.99, "more ask"), unlikely, unlikely with { Name = "one-client", Decibans = -30 }] }));
        page.ShouldNotContain("beside it");
        page.ShouldContain("  network: connections open as fast as before");
    }

    [Fact]
    public void AllIsAskedFor_ItStandsByProbability()
    {
        DiagnosisReport report = Undetermined(Cause("sick-server", 0.03, "c is dead") with { Decibans = -20 });
        WhyText.Of(report, all: true).Where(line => line.Text.Contains(" dB, ", StringComparison.Ordinal)).Select(line => line.Text.Split(':')[0]).ShouldBe(["surge", "network", "retry-storm", "imbalance", "sick-server"]);
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

    private static DiagnosisReport Undetermined(CauseReport second) => Report("suspected") with
    {
        Verdict = "undetermined",
        Ranking = [Cause("surge", 0.61, "more ask"), second, Cause("retry-storm", 0.12, "repeats") with { Decibans = 3 }, Cause("network", 0.2, "packets are lost") with { Decibans = 5 }, Cause("imbalance", 0.04, "uneven") with { Decibans = -2 }],
    };

    private static DiagnosisReport Report(string state) => new(
        At, state, 1, At.AddSeconds(-20), At.AddSeconds(-18), null, null, "shop", "20 % of the requests failed", null, null, [], null, null, [], null, [], [], [], null, []);
}
