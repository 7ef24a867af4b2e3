using System.Globalization;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

/// <summary>As recorded: the gateway was killed and started again by hand, somebody was called, and nobody had more to say.</summary>
public sealed class GoneGatewayStoryTests
{
    private const long Start = Bench.Start + 1000;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Draft_PassesItsOwnLinter(bool isInvestigated, bool hasSteps)
    {
        (string markdown, LintReport report) = Draft(isInvestigated, hasSteps);
        report.Findings.Where(finding => finding.Severity != LintSeverity.Note).Select(finding => $"{finding.Rule}: {finding.Message} [{finding.Quote}]").ShouldBeEmpty(markdown);
        report.Words.ShouldBeInRange(PostmortemWriter.WordsLeast, PostmortemWriter.WordsMost, markdown);
    }

    [Fact]
    public void WhoStartedItAgain_IsNotKnown_AndNoChangeOfTheGateway()
    {
        string markdown = Draft(isInvestigated: false, hasSteps: false).Markdown;
        markdown.ShouldNotContain("by itself: the gateway started again");
        markdown.ShouldContain("by whom or by what is not in its records");
        markdown.ShouldContain("from some seconds later on");
    }

    [Fact]
    public void NoSentence_OnlySpeaksOfTheTextItself() => Draft(isInvestigated: false, hasSteps: false).Markdown.ShouldNotContain("Every sentence of this text");

    private static (string Markdown, LintReport Report) Draft(bool isInvestigated, bool hasSteps)
    {
        using Bench bench = new();
        const string text = "the gateway was gone for 38 s: nothing was recorded and nobody was served";
        Incident incident = bench.Book.Open(
            Entry(EntryKind.Opened, 38, "detection", text, ("title", "gateway: gone"), ("severity", nameof(Severity.Sev1)), ("key", "gap:7")),
            Entry(EntryKind.Declared, 38, "detection", text, ("onset", Start.ToString(CultureInfo.InvariantCulture))),
            Entry(EntryKind.Mitigation, 38, "gateway", "the gateway started again", ("by", "gateway")),
            Entry(EntryKind.Cleared, 38, "detection", "the gateway serves again"));
        List<NewEntry> more =
        [
            Entry(EntryKind.NotificationSent, 40, "escalation", "anna was told by pager", ("purpose", "page"), ("person", "anna"), ("channel", "pager")),
            Entry(EntryKind.Acknowledged, 44, "anna", "acknowledged by anna", ("how", "by hand")),
        ];
        if (isInvestigated)
        {
            more.Add(Entry(EntryKind.Note, 45, "anna", "the kernel killed the gateway: out of memory", ("note", nameof(NoteKind.Investigated))));
        }

        if (hasSteps)
        {
            more.Add(Entry(EntryKind.Note, 37, "anna", "started the gateway by hand", ("note", nameof(NoteKind.Did))));
        }

        bench.Book.Add(incident.Id, [.. more, Entry(EntryKind.Resolved, 60, "anna", "resolved by anna: the gateway was started by hand", ("by", "hand"))]);
        bench.Clock.Advance(bench.Book.Find(incident.Id)!.ResolvedAt!.Value - bench.Clock.UtcNow);
        PostmortemDesk desk = new(bench.Desk, () => new EscalationConfig { Team = "shop team" }, null, made => PostmortemLinter.Check(made).Findings);
        desk.Draft(incident.Id, null, PostmortemDesk.OwnName);
        string markdown = desk.Read(incident.Id)!.Markdown;
        return (markdown, PostmortemLinter.Check(markdown));
    }

    private static NewEntry Entry(EntryKind kind, int after, string author, string text, params (string Name, string Value)[] data) =>
        new(kind, DateTimeOffset.FromUnixTimeSeconds(Start + after), author, text) { Data = data.ToDictionary(one => one.Name, one => one.Value), Sources = ["change:7"] };
}
