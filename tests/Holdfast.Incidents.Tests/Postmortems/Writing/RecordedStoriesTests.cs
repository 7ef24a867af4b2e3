using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

/// <summary>What the drafts of recorded incidents say, read as somebody who was there would read it.</summary>
public sealed class RecordedStoriesTests
{
    public static TheoryData<string> All { get; } =
    [
        "two-dead-servers", "two-dead-servers-after-a-stall", "wrong-ports", "freeze-surge-one-client", "gateway-gone", "reported-while-the-gateway-was-gone", "false-alarm-by-hand", "frozen-server-on-a-starved-machine",
        "dead-host", "marketing-surge", "one-character", "pool-exhaustion", "sandbox-crowd",
        "surge-with-protection-off", "surge-taken-for-a-deployment",
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Draft_HasNoFindings_AndFits(string name)
    {
        string markdown = RecordedIncident.Draft(name, out LintReport report);
        report.Findings.Where(finding => finding.Severity != LintSeverity.Note).Select(finding => $"{finding.Rule}: {finding.Message} [{finding.Quote}]").ShouldBeEmpty(markdown);
        report.Words.ShouldBeInRange(PostmortemWriter.WordsLeast, PostmortemWriter.WordsMost, markdown);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void NothingBreaksOff_AndEveryBracketIsClosed(string name)
    {
        foreach (string line in RecordedIncident.Draft(name, out _).Split('\n').Where(line => !line.StartsWith('!')))
        {
            line.ShouldNotContain(SentenceCut.GoesOn);
            line.Count(letter => letter == '(').ShouldBe(line.Count(letter => letter == ')'), line);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void EntriesOfTheTimeline_AreInOrder_AndNobodyIsCalledBeforeItIsDetected(string name)
    {
        string[] entries = [.. RecordedIncident.Draft(name, out _).Split('\n').Where(line => line.Length > 12 && line.StartsWith("- ", StringComparison.Ordinal) && line[4] == ':' && line[7] == ':')];
        entries.Select(line => line[2..10]).ShouldBeInOrder();
        Array.FindIndex(entries, line => line.Contains("Detected by", StringComparison.Ordinal)).ShouldBeLessThan(Array.FindIndex(entries, line => line.Contains("Escalated to", StringComparison.Ordinal)));
    }

    [Fact]
    public void TwoServersThatDied_AreNamed_AndTheirDeathIsWhatWasDetected()
    {
        string markdown = RecordedIncident.Draft("two-dead-servers", out _);
        markdown.ShouldContain("- **Root cause:** Servers web-2 and web-3 of pool shop, 2 of 3, were dead or sick, the other one was not.");
        markdown.ShouldContain("- 22:07:12 - Detected by Holdfast's monitoring: servers web-2 and web-3 of pool shop were out.");
        markdown.ShouldContain("removed servers web-2 and web-3 from the traffic");
        markdown.ShouldNotContain("21:49:08", Case.Sensitive, "a change of 18 minutes before, which had put right what another incident was about");
        markdown.ShouldNotContain("1 more");
        markdown.ShouldNotContain("is out for 10 s");
    }

    [Fact]
    public void WhatAStallOfTheMachineShowedFirst_IsNotHowDeadServersWereDetected()
    {
        string markdown = RecordedIncident.Draft("two-dead-servers-after-a-stall", out _);
        markdown.ShouldContain("- 21:46:01 - Detected by Holdfast's monitoring: servers web-2 and web-3 of pool shop were out.");
        markdown.ShouldNotContain("108 requests/s are offered");
        markdown.ShouldContain("Users were informed: told customers on the status page.");
    }

    [Fact]
    public void ServersThatWereLookedForAtWrongPorts_AreNotSick()
    {
        string markdown = RecordedIncident.Draft("wrong-ports", out _);
        markdown.ShouldStartWith("# Pool shop lost servers to a change of its configuration\n");
        markdown.ShouldContain("- **Root cause:** A change of the configuration gave servers web-2 and web-3 of pool shop addresses where nobody answered; the servers themselves were well. The change came at 21:48:27.");
        markdown.ShouldContain("The root cause was a change of addresses: ");
        markdown.ShouldNotContain("sick");
        markdown.ShouldContain("pools.shop.servers.web-2.address from 127.0.61.2:18002 to 127.0.61.2:18102");
        markdown.ShouldContain("At 21:49:08 people put the configuration back as it was before 21:48:27: ");
    }

    [Fact]
    public void EachOfThreeTroubles_IsTold_AndTheWorstIsTheTitle()
    {
        string markdown = RecordedIncident.Draft("freeze-surge-one-client", out _);
        markdown.ShouldStartWith("# Pool shop was asked for more than it could serve\n");
        markdown.ShouldContain("That was found in outage 1, and 4,984 of 12,601 requests went wrong in it");
        markdown.ShouldContain("The cause of outage 2 was a few busy clients, and 8,294 of 15,038 requests went wrong in it");
        markdown.ShouldContain("What was found at 21:51:12, a sick server, came before that harm.");
        markdown.ShouldNotContain("A surge of requests was ruled out");
        markdown.ShouldContain("web-1 was stopped by a debugger (SIGSTOP); released at 21:51:36");
    }

    [Fact]
    public void WhatEndedIt_IsWhatIsOnRecord_AndNothingEndsByItself()
    {
        string markdown = RecordedIncident.Draft("two-dead-servers", out _);
        markdown.ShouldContain("Servers web-2 and web-3 of pool shop answered again when it ended. Anna called it over with these words: both servers were started again.");
        RecordedIncident.Draft("false-alarm-by-hand", out _).ShouldContain("Anna called it over with these words: false alarm: the cache of one browser. No mitigation was recorded; at 22:12:09 it was over.");
    }

    [Fact]
    public void WhatSomebodyFoundOut_Stands_WhateverTheDiagnosisStated() =>
        RecordedIncident.Draft("frozen-server-on-a-starved-machine", out _).ShouldContain("Anna investigated: web-1 was frozen (SIGSTOP) and the machine was short of processor time.");

    /// <summary>38 s of 60 requests each were lost, and the series of that time were those of nobody.</summary>
    [Fact]
    public void TimeInWhichTheGatewayWasGone_IsNotCalledHarmless()
    {
        string markdown = RecordedIncident.Draft("reported-while-the-gateway-was-gone", out _);
        markdown.ShouldContain("100 % of the users who came while the gateway itself was gone (39 s, INC-4) were affected");
        markdown.ShouldContain("- 21:57:44 - The gateway itself was gone for 39 s, until 21:58:23, and served nobody.");
        markdown.ShouldNotContain("0 % of the users are on record");
        markdown.ShouldNotContain("plug-in");
        RecordedIncident.Draft("gateway-gone", out _).ShouldContain("how many they were is not known");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void NoSentence_FillsThePage(string name)
    {
        string markdown = RecordedIncident.Draft(name, out _);
        foreach (string filler in new[] { "ended by itself", "a record that names it", "from anybody's memory", "tells the candidates apart", "more things of its page", "Every sentence of this text" })
        {
            markdown.ShouldNotContain(filler);
        }
    }

    [Fact]
    public void TasksAskForWhatTheIncidentShows()
    {
        string dead = RecordedIncident.Draft("two-dead-servers", out _);
        dead.ShouldContain("- [ ] Prevent: add 2 servers to pool shop");
        dead.ShouldContain("- [ ] Detect: alert when pool shop is offered more for 60 s than it can serve with 2 servers less");
        RecordedIncident.Draft("two-dead-servers-after-a-stall", out _).ShouldContain("- [ ] Prevent: add 2 servers to pool shop");
        RecordedIncident.Draft("wrong-ports", out _).ShouldContain("- [ ] Detect: add a step to the pipeline that fails when a server of pool shop is out 10 s after `holdfast reload`");
        string three = RecordedIncident.Draft("freeze-surge-one-client", out _);
        three.ShouldContain("- [ ] Prevent: set the limits of pool shop by `holdfast load --find-max`");
        three.ShouldContain("- [ ] Prevent: set a rate limit for each client on the routes of pool shop");
        RecordedIncident.Draft("false-alarm-by-hand", out _).ShouldContain("- [ ] Prevent: add a check that does what was reported against pool shop every 60 s");
    }

    /// <summary>Over 99 % for nearly all of it, and never stated, because the machine had stood still three seconds before.</summary>
    [Fact]
    public void WhatWasAllButSure_IsToldAsThat_WhereNoCauseWasStated()
    {
        NewEntry likely = new(EntryKind.CauseLikely, RecordedIncident.At(21, 46, 3), "diagnosis", "nearly all speaks for sick-server (over 99 %), and it is not stated")
        {
            Data = new()
            {
                ["key"] = "likely:1:0", ["outage"] = "1", ["name"] = "sick-server", ["held"] = "yes", ["probability"] = "0.996", ["pool"] = "shop",
                ["claim"] = "server web-2 of pool shop and 1 more of 3 (web-3) are dead or sick, the other servers are not", ["for"] = "web-2, web-3 refuse connections at once",
                ["why"] = "what speaks for it began 3 s after the first symptom",
            },
            Sources = ["diagnosis@1"],
        };
        string markdown = RecordedIncident.Draft("two-dead-servers-after-a-stall", out LintReport report, likely);
        markdown.ShouldStartWith("# Pool shop most likely lost requests to 2 sick servers\n");
        markdown.ShouldContain("- **Root cause:** Most likely servers web-2 and web-3 of pool shop, 2 of 3, were dead or sick, the other one was not; the diagnosis held it at over 99 % for 26 s of 32 s, and did not state it.");
        markdown.ShouldContain("- 21:46:03 - The diagnosis held sick servers for the cause, and did not state it.");
        markdown.ShouldContain("did not state it, because what spoke for it began 3 s after the first symptom. The series showed: web-2, web-3 refused connections at once.");
        markdown.ShouldContain("- [ ] Prevent: add 2 servers to pool shop");
        markdown.ShouldNotContain("Not determined");
        report.Findings.Where(finding => finding.Severity != LintSeverity.Note).Select(finding => $"{finding.Rule}: {finding.Message} [{finding.Quote}]").ShouldBeEmpty(markdown);
        report.Words.ShouldBeInRange(PostmortemWriter.WordsLeast, PostmortemWriter.WordsMost, markdown);
    }
}
