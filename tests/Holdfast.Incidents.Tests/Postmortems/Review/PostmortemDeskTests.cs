using System.Text.Json;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Review;

public sealed class PostmortemDeskTests : IDisposable
{
    private readonly Bench bench = new();
    private readonly List<LintFinding> findings = [];
    private readonly PostmortemDesk desk;

    public PostmortemDeskTests()
    {
        EscalationConfig policy = new() { Team = "shop team", FallbackReviewer = "carla", ReviewWithin = TimeSpan.FromDays(5) };
        desk = new PostmortemDesk(bench.Desk, () => policy, null, _ => findings);
        bench.Run(100);
        bench.Outage();
    }

    public void Dispose() => bench.Dispose();

    [Fact]
    public void FileThatIsNoText_IsNoPostmortem()
    {
        byte[] noise = new byte[3000];
        new Random(13).NextBytes(noise);
        Drafted();
        Problem(desk.Draft(1, System.Text.Encoding.UTF8.GetString(noise), "anna")).ShouldContain("no text");
        PostmortemState.Of(bench.Only).Version.ShouldBe(1);
    }

    [Fact]
    public void Draft_IsThere_AsSoonAsTheIncidentIsResolved()
    {
        desk.Tick();
        desk.Read(1).ShouldBeNull();
        bench.Desk.Resolve(1, null, "anna");
        desk.Tick();
        desk.Tick();
        PostmortemVersion version = desk.Read(1).ShouldNotBeNull();
        (version.Number, version.Author).ShouldBe((1, "Holdfast"));
        bench.Only.Of(EntryKind.PostmortemDrafted).ShouldHaveSingleItem();
    }

    [Fact]
    public void Review_RunsToThePublishedVersion_AndItsTasks()
    {
        Drafted();
        desk.Request(1, "ben", "anna").Incident.ShouldNotBeNull();
        string inReview = desk.Markdown(bench.Only, desk.Read(1)!);
        inReview.ShouldContain("\nReviewer: ben, asked 2030-03-17; to be reviewed by 2030-03-22\n");
        inReview.ShouldContain("\nPublished: not yet\n");
        desk.Comment(1, "Timeline", "who was called?", "ben").Incident.ShouldNotBeNull();
        desk.Approve(1, "ben").Incident.ShouldNotBeNull();
        PostmortemState state = PostmortemState.Of(desk.Publish(1, "anna").Incident!);
        (state.Status, state.PublishedVersion, state.PublishedHash).ShouldBe((PostmortemStatus.Published, 1, desk.Read(1)!.Hash));
        bench.Only.Of(EntryKind.TaskAdded).Select(task => task.Get("type")).ShouldBe(["prevent", "detect", "mitigate", "prevent"]);
        desk.Publish(1, "anna").Answer.Outcome.ShouldBe(DeskOutcome.Refused);
        desk.Markdown(bench.Only, desk.Read(1)!).ShouldContain("Reviewer: ben, ");
    }

    [Fact]
    public void PageThatWasReturned_SaysByWhomAndWhen_UntilItsNextVersion()
    {
        Drafted();
        desk.Request(1, "ben", "anna");
        desk.Return(1, "the start is missing", "ben").Incident.ShouldNotBeNull();
        string page = desk.Markdown(bench.Only, desk.Read(1)!);
        page.ShouldContain("\nStatus: returned\n");
        page.ShouldContain("\nReviewer: ben, 2030-03-17, returned\nPublished: not yet\n");
        desk.Html(bench.Only, desk.Read(1)!).ShouldContain("<dt>Reviewer</dt><dd>ben, 2030-03-17, returned</dd>");
        desk.Draft(1, page, "dora").Incident.ShouldNotBeNull();
        desk.Markdown(bench.Only, desk.Read(1)!).ShouldContain("\nReviewer: nobody yet; to be reviewed by 2030-03-22\n");
    }

    [Fact]
    public void TimelineAndLinter_CountTheSameWords()
    {
        Drafted();
        desk.Draft(1, desk.Read(1)!.Markdown + "\n![A picture with many words about it](1-impact.svg)\n\n---\n\nNotes that are no part of it, and are not counted.\n", "dora").Incident.ShouldNotBeNull();
        foreach (int version in (int[])[1, 2])
        {
            int words = PostmortemLinter.Check(desk.Read(1, version)!.Markdown).Words;
            TimelineEntry entry = bench.Only.Of(EntryKind.PostmortemDrafted).ElementAt(version - 1);
            entry.Number("words").ShouldBe(words);
            entry.Text.ShouldEndWith($", {words} words");
        }
    }

    [Fact]
    public void WhoJudgesWithoutBeingAsked_IsToldHowFarItIs()
    {
        bench.Desk.Open("customers cannot pay", "shop", null, null, "anna");
        Problem(desk.Approve(1, "ben")).ShouldBe("Incident 1 has no postmortem yet: it is drafted when the incident is resolved.");
        bench.Desk.Resolve(1, null, "anna");
        desk.Draft(1, null, "anna");
        Problem(desk.Approve(1, "ben")).ShouldBe("Nobody has asked for a review of this draft: holdfast postmortem review 1 --request NAME");
    }

    [Fact]
    public void ReviewerIsNotTheAuthor_WhoeverAsks()
    {
        Drafted();
        Problem(desk.Request(1, "anna", "anna")).ShouldContain("another person");
        desk.Draft(1, "# Better", "ben").Incident.ShouldNotBeNull();
        Problem(desk.Request(1, "Ben", "anna")).ShouldContain("wrote it");
        desk.Request(1, "carl", "anna").Incident.ShouldNotBeNull();
        Problem(desk.Approve(1, "anna")).ShouldContain("answers for the text");
        Problem(desk.Approve(1, "dora")).ShouldContain("carl was asked");
    }

    [Fact]
    public void AuthorDoesNotJudgeTheirOwnText_ThoughAnotherAsksForTheReview()
    {
        Drafted();
        desk.Draft(1, "# By anna", "anna").Incident.ShouldNotBeNull();
        desk.Request(1, "carl", "ben").Incident.ShouldNotBeNull();
        Problem(desk.Approve(1, "anna")).ShouldContain("another person");
        desk.Return(1, "the start is missing", "carl").Incident.ShouldNotBeNull();
        Problem(desk.Request(1, "Anna", "dora")).ShouldContain("another person");
        Problem(desk.Request(1, "ben", "dora")).ShouldContain("another person");
        desk.Request(1, "carl", "dora").Incident.ShouldNotBeNull();
    }

    [Fact]
    public void AuthorWhoIsTheFallbackReviewer_DoesNotJudgeTheirOwnText()
    {
        Drafted();
        desk.Draft(1, "# By carla", "carla").Incident.ShouldNotBeNull();
        desk.Request(1, "ben", "anna").Incident.ShouldNotBeNull();
        bench.Clock.Advance(TimeSpan.FromDays(6));
        Problem(desk.Approve(1, "carla")).ShouldContain("another person");
    }

    [Fact]
    public void DraftOfHoldfast_IsNotReviewed_WhileItsOwnLinterHasGuidance()
    {
        Drafted();
        findings.Add(new LintFinding("A05", LintSeverity.Guidance, 1, "Investigate", "the task starts with a verb that never ends", "Say what is changed."));
        findings.Add(new LintFinding("T03", LintSeverity.Contradiction, 3, "", "stated 2 h, computed 1 h", "mend it"));
        findings.Add(new LintFinding("B07", LintSeverity.Note, 1, "", "a joke", "none"));
        PostmortemAnswer answer = desk.Request(1, "ben", "anna");
        string problem = Problem(answer);
        problem.ShouldContain("finds 2 things to change in version 1");
        problem.ShouldContain("because Holdfast drafted this text");
        problem.ShouldContain("\n  A05 'Investigate': the task starts with a verb that never ends. Say what is changed.\n");
        problem.ShouldContain("\n  T03 stated 2 h, computed 1 h. mend it\n");
        problem.ShouldContain("holdfast postmortem draft 1 --file page.md");
        answer.Findings.Count.ShouldBe(2);
        findings.RemoveAt(1);
        Problem(desk.Request(1, "ben", "anna")).ShouldContain("finds 1 thing to change");
        findings.RemoveAt(0);
        desk.Request(1, "ben", "anna").Incident.ShouldNotBeNull("a note blocks nothing");
    }

    /// <summary>Only a false statement could take them away: when it was detected, and which day people have chosen.</summary>
    [Theory]
    [InlineData("D13")]
    [InlineData("A16")]
    [InlineData("T17")]
    public void GuidanceThatJudgesWhatHappened_AndNotHowItIsTold_BlocksNoReview(string rule)
    {
        Drafted();
        findings.Add(new LintFinding(rule, LintSeverity.Guidance, 1, "09:31", "so late", "Be quicker next time."));
        desk.Request(1, "ben", "anna").Answer.Problem.ShouldBeNull();
    }

    [Fact]
    public void DraftThatIsMadeAMonthAfterTheOutage_IsReviewed()
    {
        PostmortemDesk late = new(bench.Desk, static () => new EscalationConfig { Team = "shop team" }, null, static text => PostmortemLinter.Check(text).Findings);
        bench.Desk.Resolve(1, null, "anna");
        bench.Clock.Advance(TimeSpan.FromDays(30));
        late.Draft(1, null, "Holdfast").Incident.ShouldNotBeNull();
        PostmortemLinter.Check(late.Read(1)!.Markdown).Findings.ShouldContain(finding => finding.Rule == "A16");
        late.Request(1, "ben", "anna").Answer.Problem.ShouldBeNull();
    }

    [Fact]
    public void EditedDraft_IsHeldToTheSameRule_ATextOfSomebodysOwnIsNot()
    {
        Drafted();
        findings.Add(new LintFinding("A05", LintSeverity.Guidance, 1, "", "the task starts with a verb that never ends", "Say what is changed."));
        string edited = desk.Read(1)!.Markdown.Replace("\n## Timeline", "\nThe campaign had been known to nobody of the team on that day.\n\n## Timeline", StringComparison.Ordinal).ReplaceLineEndings("\r\n");
        desk.Draft(1, edited, "dora").Incident.ShouldNotBeNull();
        Problem(desk.Request(1, "ben", "anna")).ShouldContain("to change in version 2");
        desk.Draft(1, "# The shop was slow\n\nThis is what we have written about it without any help.\n", "dora").Incident.ShouldNotBeNull();
        desk.Request(1, "ben", "anna").Incident.ShouldNotBeNull("guidance warns people, and blocks nothing of their own");
    }

    [Fact]
    public void ErrorOfTheLinter_BlocksATextOfAnybody()
    {
        Drafted();
        findings.Add(new LintFinding("T03", LintSeverity.Contradiction, 3, "2 h", "stated 2 h, computed 1 h", "mend it"));
        desk.Draft(1, "# The shop was slow\n", "dora").Incident.ShouldNotBeNull();
        string problem = Problem(desk.Request(1, "ben", "anna"));
        problem.ShouldContain("T03 '2 h': stated 2 h, computed 1 h");
        problem.ShouldNotContain("Holdfast drafted");
    }

    [Fact]
    public void NothingIsPublishedUnread()
    {
        Drafted();
        Problem(desk.Publish(1, "anna")).ShouldContain("another person has approved");
        desk.Request(1, "ben", "anna");
        desk.Return(1, "the cause is too shallow", "ben").Incident.ShouldNotBeNull();
        Problem(desk.Publish(1, "anna")).ShouldContain("another person has approved");
    }

    [Fact]
    public void AfterTheDeadline_TheFallbackReviewerJudges()
    {
        Drafted();
        desk.Request(1, "ben", "anna");
        Problem(desk.Approve(1, "carla")).ShouldContain("carla may judge from");
        bench.Clock.Advance(TimeSpan.FromDays(5) + TimeSpan.FromMinutes(1));
        desk.Approve(1, "carla").Incident.ShouldNotBeNull();
    }

    [Fact]
    public void Correction_IsANewVersion_AndBothAreKept()
    {
        Drafted();
        desk.Request(1, "ben", "anna");
        desk.Approve(1, "ben");
        desk.Publish(1, "anna");
        string published = desk.Read(1, 1)!.Markdown;
        desk.Draft(1, "# Corrected", "anna").Incident.ShouldNotBeNull();
        desk.Read(1, 1)!.Markdown.ShouldBe(published);
        desk.Read(1)!.Markdown.ShouldBe("# Corrected");
        PostmortemState state = PostmortemState.Of(bench.Only);
        (state.Status, state.Version, state.PublishedVersion).ShouldBe((PostmortemStatus.Draft, 2, 1));
        Incidents.Reports.PostmortemReports.Standing(Incidents.Reports.PostmortemReports.Of(bench.Only)).ShouldBe("version 1 published, 2 draft");
    }

    [Fact]
    public void CorrectionOfAProgramsText_IsItsWritersOwn_AndSaysThatAnotherVersionIsPublished()
    {
        Drafted();
        desk.Request(1, "ben", "anna");
        desk.Approve(1, "ben");
        desk.Publish(1, "anna");
        desk.Draft(1, desk.Read(1)!.Markdown, "dora").Incident.ShouldNotBeNull();
        string page = desk.Markdown(bench.Only, desk.Read(1)!);
        page.ShouldContain("\nAuthor: dora\n");
        page.ShouldContain("\nStatus: draft; version 1 is published\n");
        desk.Draft(1, page.Replace("Author: dora", "Author: dora and ben", StringComparison.Ordinal), "dora");
        desk.Markdown(bench.Only, desk.Read(1)!).ShouldContain("\nAuthor: dora and ben\n");
    }

    [Fact]
    public void TasksThatOnlyTheCorrectionHas_AreMadeToo_AndNoneTwice()
    {
        Drafted();
        desk.Request(1, "ben", "anna");
        desk.Approve(1, "ben");
        desk.Publish(1, "anna");
        string published = desk.Read(1, 1)!.Markdown;
        int before = bench.Only.Of(EntryKind.TaskAdded).Count();
        string first = bench.Only.Of(EntryKind.TaskAdded).First().Get("text")!;
        string more = $"{published.TrimEnd()}\n- [ ] Detect: page when the connections of pool shop are 80 % in use; owner: ben; due 2030-04-01; P2.\n";
        desk.Draft(1, more, "anna").Incident.ShouldNotBeNull();
        desk.Request(1, "ben", "anna");
        desk.Approve(1, "ben");
        desk.Publish(1, "anna").Incident.ShouldNotBeNull();
        TimelineEntry[] tasks = [.. bench.Only.Of(EntryKind.TaskAdded)];
        tasks.Length.ShouldBe(before + 1, string.Join('\n', tasks.Select(task => task.Get("text"))));
        tasks[^1].Get("text").ShouldNotBeNull().ShouldContain("80 % in use");
        tasks.Select(task => task.Get("task")).Distinct().Count().ShouldBe(before + 1);
        tasks.Count(task => task.Get("text") == first).ShouldBe(1);
    }

    [Fact]
    public void IncidentThatLasts_HasNoPostmortem() =>
        Problem(desk.Draft(1, null, "anna")).ShouldContain("when it is resolved");

    [Fact]
    public void PublishedPage_IsFrozen_WhateverComesAfterIt()
    {
        Drafted();
        desk.Request(1, "ben", "anna");
        desk.Approve(1, "ben");
        desk.Publish(1, "anna").Incident.ShouldNotBeNull();
        string page = desk.Markdown(bench.Only, desk.Read(1, 1)!);
        page.ShouldContain("\nStatus: published\n");
        page.ShouldContain("\nReviewer: ben, ");
        PublishedPage known = PublishedPage.Of(bench.Only).ShouldHaveSingleItem();
        (known.Version, known.PublishedAt, known.Hash).ShouldBe((1, bench.Clock.UtcNow, PublishedPage.HashOf(page)));
        string html = desk.Html(bench.Only, desk.Read(1, 1)!);
        string json = desk.Json(bench.Only, desk.Read(1, 1)!);
        (known.HtmlHash, known.JsonHash).ShouldBe((PublishedPage.HashOf(html), PublishedPage.HashOf(json)));
        PostmortemFile file = JsonSerializer.Deserialize(json, PostmortemJson.Default.PostmortemFile).ShouldNotBeNull();
        (file.Status, file.Markdown, file.PageHash, file.HtmlHash, file.Hash).ShouldBe(("published", page, known.Hash, known.HtmlHash, desk.Read(1, 1)!.Hash));
        file.Review.Select(step => (step.By, step.Step)).ShouldBe([("anna", "requested"), ("ben", "approved"), ("anna", "published")]);

        bench.Clock.Advance(TimeSpan.FromDays(3));
        bench.Book.Add(1, new NewEntry(EntryKind.DrillRun, bench.Clock.UtcNow, "drill", "drill learned-1 passed") { Data = new() { ["drill"] = "learned-1", ["on"] = "new", ["result"] = "passed" } });
        desk.Markdown(bench.Only, desk.Read(1, 1)!).ShouldBe(page, "a drill that ran later is no word of what was published");
        desk.Html(bench.Only, desk.Read(1, 1)!).ShouldBe(html);
        desk.Json(bench.Only, desk.Read(1, 1)!).ShouldBe(json);
        desk.Draft(1, "# Corrected\n\nStatus: published\n", "anna");
        desk.Markdown(bench.Only, desk.Read(1, 1)!).ShouldBe(page);
        desk.Markdown(bench.Only, desk.Read(1)!).ShouldContain("Status: draft");
        desk.Json(bench.Only, desk.Read(1)!).ShouldContain("\"status\":\"draft\"");
        desk.Json(bench.Only, desk.Read(1)!).ShouldContain("\"result\":\"passed\"");
        desk.Html(bench.Only, desk.Read(1)!).ShouldContain("<h1>Corrected</h1>\n<dl>\n<dt>Status</dt><dd>draft; version 1 is published</dd>");
    }

    [Fact]
    public void PageOfAHandWrittenVersion_SaysInItsHeaderWhereItStands_AndItsWordsStay()
    {
        Drafted();
        string taken = desk.Markdown(bench.Only, desk.Read(1)!);
        taken.ShouldContain("\nPublished: not yet\n");
        desk.Draft(1, taken + "\nPublished: these words are in the text\n", "anna").Incident.ShouldNotBeNull();
        desk.Request(1, "ben", "dora");
        desk.Approve(1, "ben");
        desk.Publish(1, "anna").Incident.ShouldNotBeNull();
        string page = desk.Markdown(bench.Only, desk.Read(1)!);
        page.ShouldContain("\nStatus: published\n");
        page.ShouldContain("\nReviewer: ben, ");
        page.ShouldNotContain("not yet");
        page.ShouldEndWith("\nPublished: these words are in the text\n");
        PublishedPage.Of(bench.Only)[^1].Hash.ShouldBe(PublishedPage.HashOf(page));
        PostmortemState.Of(bench.Only).PublishedHash.ShouldBe(desk.Read(1)!.Hash, "what was reviewed is known by its own hash");
    }

    [Fact]
    public void EveryPublishedVersion_HasItsPage()
    {
        foreach (int version in (int[])[1, 2])
        {
            if (version == 1)
            {
                Drafted();
            }
            else
            {
                desk.Draft(1, "# Corrected", "anna");
            }

            desk.Request(1, "ben", "dora");
            desk.Approve(1, "ben");
            desk.Publish(1, "dora").Incident.ShouldNotBeNull();
        }

        IReadOnlyList<PublishedPage> pages = PublishedPage.Of(bench.Only);
        pages.Select(page => page.Version).ShouldBe([1, 2]);
        pages.ShouldAllBe(page => PublishedPage.HashOf(desk.Markdown(bench.Only, desk.Read(1, page.Version)!)) == page.Hash);
        Incidents.Reports.PostmortemReports.Of(bench.Only).Pages.ShouldBe(pages);
    }

    private static string Problem(PostmortemAnswer answer) => answer.Answer.Problem.ShouldNotBeNull();

    private void Drafted()
    {
        bench.Desk.Resolve(1, null, "anna");
        desk.Tick();
    }
}
