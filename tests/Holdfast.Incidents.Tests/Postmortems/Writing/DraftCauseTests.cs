using System.Globalization;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Rendering;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

public sealed class DraftCauseTests : IDisposable
{
    private const string Release = "40 s before: release 4711 of the web shop (gateway)";
    private const string Even = "the servers share the requests as before (evenness 0.99)";
    private const string WereEven = "the servers shared the requests as before (evenness 0.99)";

    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void TriggerThatIsEvidence_IsSaidOnce_AndItsChangeIsConfirmed()
    {
        string markdown = Draft("bad-deployment", Found("bad-deployment", "Change"));
        markdown.ShouldContain($"The trigger was the change of {At(-40):HH:mm:ss}, 40 s before users were hurt.");
        markdown.ShouldNotContain("A separate trigger was not recorded.");
        markdown.ShouldNotContain("(gateway)", Case.Sensitive, "the timeline has its words");
        markdown.ShouldContain("The series showed: 60 % of the requests failed.");
    }

    [Fact]
    public void TriggerOfManyParts_IsToldByItsFirst()
    {
        NewEntry found = Found("bad-deployment", "Change");
        found.Data["triggerAt"] = "1";
        found.Data["trigger"] = "1 s before: configuration revision 2: a.weight from 100 to 0; b.weight from 100 to 0; c.weight from 100 to 0; d.weight from 100 to 0 (gateway)";
        Draft("bad-deployment", found).ShouldContain("The trigger came 1 s before: configuration revision 2: a.weight from 100 to 0; and 3 more.");
    }

    [Fact]
    public void TriggerThatIsTooLongForItsParts_IsToldByTheRevision_NotByTheSecondsAlone()
    {
        NewEntry found = Found("bad-deployment", "Change");
        found.Data["triggerAt"] = "1";
        found.Data["trigger"] = "1 s before: configuration revision 2 from wrong.yaml: pools.shop.servers.web-2.address from 127.0.61.2:18002 to 127.0.61.2:18102; pools.shop.servers.web-3.address from 127.0.61.3:18003 to 127.0.61.3:18103";
        Draft("bad-deployment", found).ShouldContain("The trigger came 1 s before: configuration revision 2 from wrong.yaml, which changed 2 values.");
    }

    [Fact]
    public void SignalThatBeganFirst_IsNoTriggerOfItsOwn_AndConfirmsNoChange()
    {
        string markdown = Draft("bad-deployment", Found("bad-deployment", "Saturation"));
        markdown.ShouldContain("A separate trigger was not recorded.");
        markdown.ShouldNotContain("The trigger was the change");
    }

    [Fact]
    public void TriggerOfACauseThatDidNotStand_IsNotConfirmed()
    {
        NewEntry release = new(EntryKind.Change, At(-40), "api", "gateway: release 4711 of the web shop") { Data = new() { ["change"] = "deployment", ["subject"] = "gateway" }, Sources = ["change:1"] };
        string markdown = Draft("surge", release, Found("bad-deployment", "Change"), Entry(EntryKind.CauseFound, 20, ("name", "surge"), ("claim", "more people came than pool shop can serve"), ("for", "300 requests/s instead of 100")));
        markdown.ShouldContain("The root cause was a surge of requests: ");
        markdown.ShouldContain($"The change of {At(-40):HH:mm:ss} was ruled out");
        markdown.ShouldNotContain("The trigger was the change");
    }

    [Theory]
    [InlineData("accessLog.path from a to b", false)]
    [InlineData("pools.shop.servers.a.weight from 100 to 10", true)]
    public void Change_IsRuledOutWithTheReasonOfWhatItWouldHaveCaused(string what, bool isOfWeights)
    {
        NewEntry change = new(EntryKind.Change, At(-40), "signal", $"gateway: configuration revision 2: {what}") { Data = new() { ["change"] = "configuration", ["subject"] = "gateway" }, Sources = ["change:1"] };
        string markdown = Draft("surge", change, Entry(EntryKind.HypothesisRejected, 5, ("name", "imbalance"), ("reason", Even), ("opened", "yes")));
        string said = markdown.Split('\n').First(line => line.Contains("The change of", StringComparison.Ordinal));
        said.Contains($"The change of {At(-40):HH:mm:ss} was ruled out: {WereEven}.", StringComparison.Ordinal).ShouldBe(isOfWeights, said);
        said.Contains("came 40 s before users were hurt, and nothing that was recorded connects it with the outage", StringComparison.Ordinal).ShouldBe(!isOfWeights, said);
    }

    [Fact]
    public void WhatContributedAndWhatKeptItGoing_IsSaid_AndThatNothingDidIsSaidToo()
    {
        Draft("surge").ShouldContain("Nothing recorded added to it or kept it going.");
        NewEntry found = Entry(EntryKind.CauseFound, 20, ("name", "surge"), ("claim", "more people came than pool shop can serve"), ("contributing", "retry-storm, sick-server"), ("sustaining", "45 % of the requests are repeated attempts"));
        using Bench other = new();
        string markdown = Draft(other, "surge", found);
        markdown.ShouldContain("Contributing factors: a storm of retries and a sick server, which nothing ruled out while users were hurt; no task, because nothing confirmed them.");
        markdown.ShouldContain("What kept it going: 45 % of the requests were repeated attempts.");
    }

    [Fact]
    public void SuspicionThatNothingRuledOut_IsAFactor_AndOneThatWasIsNone()
    {
        string markdown = Draft("surge", Entry(EntryKind.HypothesisOpened, 15, ("name", "one-client")), Entry(EntryKind.CauseFound, 20, ("name", "surge"), ("claim", "more people came than pool shop can serve"), ("contributing", "network")));
        markdown.ShouldContain("Contributing factors: a few busy clients, which");
        markdown.ShouldNotContain("factors: the network");
    }

    [Fact]
    public void SessionsThatDiedWithTheirServers_AreToldInSummaryAndCause_AndTheTasksBoundThem()
    {
        NewEntry death = new(EntryKind.Change, At(4), "signal", "server:shop/a: the server is taken out: its probes failed") { Data = new() { ["change"] = "health", ["after"] = "out", ["subject"] = "server:shop/a" }, Sources = ["change:1"] };
        ImpactSum sum = new(LiveOutage.Start + 81, LiveOutage.Start + 84, 100, 61, 0, 50, 40, 4, 0, 0.9, LiveOutage.Start + 84, 0, 0) { SessionsCut = 61 };
        NewEntry cut = new(EntryKind.Impact, At(84), "gateway", "hit") { Data = ImpactData.Write(sum, LiveOutage.Start + 81, LiveOutage.Start + 84), Sources = ["series:pool:shop/failed"] };
        string markdown = Draft("surge", death, cut);
        markdown.ShouldContain("# Pool shop lost sessions when its servers died of too many");
        markdown.ShouldContain("failed (errors or no answer, 61 sessions cut)");
        markdown.ShouldContain("Server a of pool shop died or was taken out, and 61 sessions were cut.");
        markdown.ShouldContain("(one died with 60), and keep limits.sessions below it");
    }

    [Fact]
    public void EveryCause_HasAWordWithItsArticle()
    {
        foreach (CausePlaybook playbook in CausePlaybooks.Entries.Where(one => one.Cause is not ("gone" or "undetermined")))
        {
            string noun = CauseNouns.Of(playbook.Cause);
            new[] { "a ", "an ", "the " }.ShouldContain(article => noun.StartsWith(article, StringComparison.Ordinal), $"{playbook.Cause}: {noun}");
        }

        CauseNouns.Of("made-up-later").ShouldBe("made up later");
    }

    [Fact]
    public void LossOfEveryServer_IsNoSickServer()
    {
        using Bench other = new();
        Incident incident = new LiveOutage { Cause = "sick-server", IsOfAMachine = true }.Record(other.Book);
        string markdown = MarkdownRenderer.Write(new PostmortemWriter(incident, "shop team").Write(1, "Holdfast", At(400)), "draft", [], []);
        markdown.ShouldContain("The root cause was the loss of every server: all 4 servers");
    }

    private string Draft(string cause, params NewEntry[] more) => Draft(bench, cause, more);

    private static string Draft(Bench bench, string cause, params NewEntry[] more)
    {
        Incident incident = new LiveOutage { Cause = cause, HasChange = cause == "bad-deployment" }.Record(bench.Book);
        incident = bench.Book.Add(incident.Id, more);
        return MarkdownRenderer.Write(new PostmortemWriter(incident, "shop team", new ReplayOutlook(["all is well"], 60)).Write(1, "Holdfast", At(400)), "draft", [], []);
    }

    private static NewEntry Found(string name, string family) => Entry(EntryKind.CauseFound, 12, ("name", name), ("claim", "the new version answers errors"), ("for", $"{Release}\n60 % of the requests fail"),
        ("trigger", Release), ("triggerAt", (LiveOutage.Start - 40).ToString(CultureInfo.InvariantCulture)), ("triggerFamily", family));

    private static NewEntry Entry(EntryKind kind, int after, params (string Name, string Value)[] data) =>
        new(kind, At(after), "diagnosis", "said by a test") { Data = data.ToDictionary(one => one.Name, one => one.Value), Sources = ["diagnosis@1"] };

    private static DateTimeOffset At(int after) => DateTimeOffset.FromUnixTimeSeconds(LiveOutage.Start + after);
}
