using System.Globalization;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

/// <summary>
/// The records of an outage that began before anybody was hurt: of two servers s1 became slow and s2 died, and 42 s later a burst came that s1
/// alone could not serve. No cause was found.
/// </summary>
public sealed class LostServerStoryTests : IDisposable
{
    private const long Start = Bench.Start + 1000;

    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void ChannelThatWasCalledItself_StandsForNobody() =>
        Draft(out _, new NewEntry(EntryKind.NotificationSent, At(90), "escalation", "chat was told") { Data = new() { ["purpose"] = "escalation", ["person"] = "chat", ["channel"] = "chat" }, Sources = ["record:1"] })
            .ShouldContain("Escalated to chat.\n");

    [Fact]
    public void ServerThatWentOutBeforeTheHarm_IsInTheTimelineAtItsTime_AndAContributingFactor()
    {
        string markdown = Draft(out LintReport report);
        markdown.ShouldContain($"- {At(-42):HH:mm:ss} - Holdfast sent server s2 of pool shop nothing more, because connections to it failed, 42 s before users were hurt.");
        markdown.ShouldContain($"Contributing factors: server s2 of pool shop was out between {At(-42):HH:mm:ss} and {At(256):HH:mm:ss}, because connections to it failed;");
        markdown.ShouldNotContain("Contributing factors: none");
        report.Findings.ShouldNotContain(finding => finding.Severity == LintSeverity.Format || finding.Severity == LintSeverity.Contradiction, Words(markdown, report));
    }

    /// <summary>As recorded: the diagnosis stated nothing, and two servers were taken out in the second in which it began.</summary>
    [Fact]
    public void ServersThatWentWhenItBegan_AreCited_WhereNoCauseWasStated()
    {
        string markdown = Draft(out LintReport report,
            Server(EntryKind.Mitigation, 0, "a", "out", "the server is taken out: it closed connections without answering what it was sent"),
            Server(EntryKind.Mitigation, 1, "b", "out", "the server is taken out: it closed connections without answering what it was sent"),
            Server(EntryKind.Change, 41, "a", "available", "the server is available again"),
            Server(EntryKind.Change, 41, "b", "available", "the server is available again"));
        markdown.ShouldStartWith("# Pool shop hurt its users when servers of it went out\n");
        markdown.ShouldNotContain("for a reason that is not recorded");
        markdown.ShouldContain($"- **Root cause:** Not determined; servers a and b of pool shop went out at {At(0):HH:mm:ss}");
        markdown.ShouldContain("No root cause was stated; the records show that servers a and b of pool shop went out when it began, and not what made them go.");
        report.Findings.ShouldNotContain(finding => finding.Severity == LintSeverity.Format || finding.Severity == LintSeverity.Contradiction, Words(markdown, report));
        report.Words.ShouldBeInRange(400, 600);
    }

    /// <summary>From the first time out to the last time back they lasted together; at no moment were both out.</summary>
    [Fact]
    public void ServersThatComeAndGoInTurn_AreNotOutTogether()
    {
        Draft(out _,
            Server(EntryKind.Change, 0, "s2", "available", "the server is available again"),
            Server(EntryKind.Mitigation, 10, "s1", "out", "the server is taken out: its probes failed"),
            Server(EntryKind.Change, 30, "s1", "available", "the server is available again"),
            Server(EntryKind.Mitigation, 40, "s2", "out", "the server is taken out: its probes failed"),
            Server(EntryKind.Change, 60, "s2", "available", "the server is available again"),
            Server(EntryKind.Mitigation, 70, "s1", "out", "the server is taken out: its probes failed"),
            Server(EntryKind.Change, 90, "s1", "available", "the server is available again"));
        Incident incident = bench.Only;
        ServerLoss.OfEachOutage(incident).Length.ShouldBe(2);
        ServerLoss.MostAtOnce(incident).ShouldBe(1);
    }

    /// <summary>Its first loss lasted a moment, and is not what users had.</summary>
    [Fact]
    public void ServerThatCameAndWent_IsToldByItsLongestLoss()
    {
        string markdown = Draft(out _,
            Server(EntryKind.Change, -80, "s2", "out", "the server is taken out: its probes failed"),
            Server(EntryKind.Change, -70, "s2", "available", "the server is available again"));
        markdown.ShouldContain($"server s2 of pool shop was out between {At(-42):HH:mm:ss} and {At(256):HH:mm:ss}");
    }

    [Fact]
    public void WhatWasDoneBeforeTheHarm_KeepsItsTime_AndIsSaidToBeEarlier()
    {
        string markdown = Draft(out _);
        markdown.ShouldContain($"At {At(-63):HH:mm:ss}, 1 min 3 s before users were hurt, people applied this change, as root noted: raised db.");
        markdown.ShouldContain($"At {At(-42):HH:mm:ss}, 42 s before users were hurt, Holdfast removed server s2 from the traffic.");
        markdown.ShouldNotContain($"At {At(0):HH:mm:ss} ");
    }

    [Fact]
    public void WhatIsRecordedASecondBeforeTheHarm_StandsBeforeIt()
    {
        string markdown = Draft(out _, Server(EntryKind.Mitigation, -2, "s1", "out", "the server is taken out: its probes failed"));
        markdown.ShouldContain($"- {At(-2):HH:mm:ss} - Holdfast sent server s1 of pool shop nothing more, because its probes failed");
        int server = markdown.IndexOf("sent server s1", StringComparison.Ordinal);
        server.ShouldBeLessThan(markdown.IndexOf("First requests to pool shop ", StringComparison.Ordinal));
    }

    [Fact]
    public void ChangesOfAnotherPool_AndThoseThatWereTakenBack_AreNotInIt()
    {
        string markdown = Draft(out _,
            Changed(-140, "operator", "gateway", "client 10.0.0.9 is bounded to 1/s", "client 10.0.0.9 free", "client 10.0.0.9 bounded"),
            Changed(-130, "operator", "gateway", "client 10.0.0.9 is bounded no more", "client 10.0.0.9 bounded", "client 10.0.0.9 free"),
            Changed(-120, "deployment", "pool:search", "release 12 of the search"),
            Changed(-110, "deployment", "pool:shop", "release 4711 of the web shop"));
        markdown.ShouldNotContain("10.0.0.9");
        markdown.ShouldNotContain("release 12");
        markdown.ShouldContain("Change recorded: release 4711 of the web shop.");
    }

    [Fact]
    public void ServerThatWasBackLongBefore_IsNoFactor()
    {
        string markdown = Draft(out _, Server(EntryKind.Change, -1500, "s3", "out", "the server is taken out: its probes failed"), Server(EntryKind.Change, -1400, "s3", "available", "the server is available again"));
        markdown.ShouldNotContain("server s3");
    }

    [Fact]
    public void ServerThatIsTheCauseItself_IsNoFactorBesideIt_AndStaysInTheTimeline()
    {
        NewEntry found = new(EntryKind.CauseFound, At(20), "diagnosis", "the cause is sick-server") { Data = new() { ["name"] = "sick-server", ["claim"] = "server s2 of pool shop refuses connections", ["for"] = "s2 refuses connections at once" }, Sources = ["diagnosis@1"] };
        string markdown = Draft(out _, found);
        markdown.ShouldNotContain("factors: server s2");
        markdown.ShouldContain("Holdfast sent server s2 of pool shop nothing more");
    }

    /// <summary>As recorded: the draft was full, and the only word on the cause was left out.</summary>
    [Fact]
    public void WhatPeopleFoundOutWhenItWasOver_Stands_WhereNoCauseWasStated()
    {
        NewEntry[] others = [.. Enumerable.Range(0, 12).Select(one => Note(130 + one, NoteKind.Investigated, $"looked at log {one} of the web servers, at the graphs of their disks and at what the mail says"))];
        string markdown = Draft(out LintReport report, [.. others, Note(300, NoteKind.Investigated, "servers s1 and s2 were killed by the kernel")]);
        markdown.ShouldContain($"- {At(300):HH:mm:ss} - Root investigated: servers s1 and s2 were killed by the kernel.");
        report.Words.ShouldBeLessThanOrEqualTo(600);
    }

    [Fact]
    public void NoteFromAnotherYear_DoesNotSpoilTheDraft()
    {
        string markdown = Draft(out LintReport report, Note(-400 * 86_400, NoteKind.Note, "this was long ago"), Note(3 * 86_400, NoteKind.Note, "this was days later"));
        markdown.ShouldNotContain("this was");
        report.Findings.ShouldNotContain(finding => finding.Severity == LintSeverity.Format || finding.Severity == LintSeverity.Contradiction, Words(markdown, report));
    }

    [Fact]
    public void PeopleWhoDidSomething_AreTheOnesWhoMitigated_AndTheServerIsStillTold()
    {
        NewEntry fixedAt = new(EntryKind.Mitigation, At(230), "api: root", "server:shop/s1: the limit is fixed at 8") { Data = new() { ["change"] = "limit", ["subject"] = "server:shop/s1", ["by"] = "people" }, Sources = ["change:3"] };
        string markdown = Draft(out _, fixedAt);
        markdown.ShouldContain($"- {At(230):HH:mm:ss} - Mitigation: the limit is fixed at 8.");
        markdown.ShouldContain($"- {At(-42):HH:mm:ss} - Holdfast sent server s2 of pool shop nothing more");
    }

    private string Draft(out LintReport report, params NewEntry[] more)
    {
        Incident incident = bench.Book.Open(new NewEntry(EntryKind.Opened, At(-96), "detection", "something is unusual: server s1 of pool shop takes 7.5 times as long as its neighbours")
        {
            Data = new() { ["title"] = "shop: unusual", ["pool"] = "shop", ["onset"] = Number(Start - 97) }, Sources = ["diagnosis@1"],
        });
        ImpactSum sum = new(Start, Start + 255, 40_736, 0, 36_000, 5000, 5000, 256, 0, 1, Start + 9, 100, 20);
        bench.Book.Add(incident.Id,
        [
            new NewEntry(EntryKind.HypothesisOpened, At(-96), "diagnosis", "sick-server was taken seriously as the cause") { Data = new() { ["name"] = "sick-server" }, Sources = ["diagnosis@1"] },
            Server(EntryKind.Mitigation, -42, "s2", "out", "the server is taken out: connections to it failed"),
            new NewEntry(EntryKind.Declared, At(7), "detection", "declared") { Data = new() { ["onset"] = Number(Start), ["pool"] = "shop", ["harm"] = "94 % of the requests were refused for lack of capacity" }, Sources = ["diagnosis@1"] },
            new NewEntry(EntryKind.Impact, At(255), "gateway", "hit") { Data = ImpactData.Write(sum, Start, Start + 255), Sources = ["series:pool:shop/failed"] },
            new NewEntry(EntryKind.NotificationSent, At(8), "escalation", "root was told") { Data = new() { ["purpose"] = "page", ["person"] = "root", ["channel"] = "chat" }, Sources = ["record:1"] },
            Note(-63, NoteKind.Did, "raised db"),
            Note(115, NoteKind.WrongPath, "pings fine"),
            new NewEntry(EntryKind.Acknowledged, At(120), "root", "acknowledged by root") { Sources = ["person:root"] },
            Server(EntryKind.Change, 256, "s2", "available", "the server is available again"),
            .. more,
            new NewEntry(EntryKind.Cleared, At(265), "detection", "all is well again") { Sources = ["diagnosis@1"] },
            new NewEntry(EntryKind.Resolved, At(400), "root", "resolved by root: revived s2") { Sources = ["person:root"] },
        ]);
        bench.Clock.Advance(At(500) - bench.Clock.UtcNow);
        PostmortemDesk desk = new(bench.Desk, () => new Holdfast.Incidents.Escalation.EscalationConfig { Team = "shop team" }, null, text => PostmortemLinter.Check(text).Findings);
        desk.Draft(incident.Id, null, PostmortemDesk.OwnName);
        string markdown = desk.Read(incident.Id)!.Markdown;
        report = PostmortemLinter.Check(markdown);
        return markdown;
    }

    private static NewEntry Server(EntryKind kind, int after, string server, string now, string what) =>
        new(kind, At(after), "gateway", $"server:shop/{server}: {what}") { Data = new() { ["change"] = "health", ["subject"] = $"server:shop/{server}", ["by"] = "gateway", ["before"] = now == "out" ? "available" : "out", ["after"] = now }, Sources = ["change:1"] };

    private static NewEntry Changed(int after, string change, string subject, string what, string? before = null, string? now = null)
    {
        NewEntry entry = new(EntryKind.Change, At(after), "api", $"{subject}: {what}") { Data = new() { ["change"] = change, ["subject"] = subject, ["by"] = "people" }, Sources = ["change:2"] };
        if (before is not null && now is not null)
        {
            entry.Data["before"] = before;
            entry.Data["after"] = now;
        }

        return entry;
    }

    private static NewEntry Note(int after, NoteKind kind, string text) => new(EntryKind.Note, At(after), "root", text) { Data = new() { ["note"] = kind.ToString() }, Sources = ["person:root"] };

    private static string Words(string markdown, LintReport report) => string.Join('\n', report.Findings.Select(finding => $"{finding.Rule} {finding.Severity}: {finding.Message} [{finding.Quote}]")) + "\n" + markdown;

    private static DateTimeOffset At(int after) => DateTimeOffset.FromUnixTimeSeconds(Start + after);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
