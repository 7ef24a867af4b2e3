using System.Globalization;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Rendering;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

/// <summary>As recorded: web-2 and web-3 of three were killed; six minutes after that web-1 and then web-2 were frozen, and only a note of people names web-1.</summary>
public sealed class SecondOutageStoryTests : IDisposable
{
    private const long Start = Bench.Start + 1000;

    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void EveryServerThatWasOut_IsToldAtItsTime_AndTheDraftPassesItsOwnLinter()
    {
        string markdown = Draft(out LintReport report);
        markdown.ShouldContain($"- {Clock(-1)} - Holdfast ");
        markdown.ShouldContain("servers web-2 and web-3");
        TimelineOf(markdown, 291).ShouldContain(line => line.Contains("web-1", StringComparison.Ordinal), markdown);
        TimelineOf(markdown, 359).ShouldContain(line => line.Contains("web-2", StringComparison.Ordinal), markdown);
        report.Findings.Where(finding => finding.Severity != LintSeverity.Note && finding.Rule is not ("S08" or "S09")).Select(finding => $"{finding.Rule}: {finding.Message}").ShouldBeEmpty(markdown);
        report.Words.ShouldBeInRange(400, 600);
    }

    [Fact]
    public void EachOutage_HasItsOwnDetection()
    {
        string markdown = Draft(out _);
        markdown.ShouldContain($"- {Clock(-1)} - Detected by Holdfast's monitoring");
        markdown.ShouldContain($"- {Clock(331)} - Relapse: outage 2 began, detected at {Clock(368)}.");
    }

    private string Draft(out LintReport report)
    {
        Incident incident = bench.Book.Open(
            Entry(EntryKind.Opened, -1, "detection", "something is unusual: server web-2 of pool shop is out: it was healthy until now", ("title", "shop: unusual"), ("pool", "shop"), ("onset", Number(Start - 1))),
            Server(EntryKind.Mitigation, -1, "web-2", "out", "it closed connections without answering what it was sent"),
            Server(EntryKind.Mitigation, -1, "web-3", "out", "it closed connections without answering what it was sent"));
        bench.Book.Add(incident.Id,
        [
            Entry(EntryKind.HypothesisOpened, -1, "diagnosis", "network was taken seriously as the cause", ("name", "network")),
            Entry(EntryKind.HypothesisRejected, 0, "diagnosis", "network was ruled out", ("name", "network"), ("reason", "connections open as fast as before (7.6 ms in the last 2 s)"), ("opened", "yes")),
            Cause(4, "server web-2 of pool shop and 1 more of 3 are dead or sick, the other servers are not"),
            Entry(EntryKind.Declared, 10, "detection", "declared", ("onset", Number(Start - 1)), ("pool", "shop"), ("harm", "48 % of the requests were refused for lack of capacity")),
            Measured(0, 63),
            Entry(EntryKind.Acknowledged, 61, "anna", "acknowledged by anna"),
            Entry(EntryKind.Note, 62, "anna", "web-2 and web-3 were killed with kill -9; starting them again", ("note", nameof(NoteKind.Did))),
            Server(EntryKind.Change, 63, "web-2", "available"),
            Server(EntryKind.Change, 66, "web-3", "available"),
            Entry(EntryKind.Cleared, 73, "detection", "all is well again"),
            Entry(EntryKind.Relapsed, 368, "detection", "it is back, outage 2 of this incident: half of the answers after 78 ms", ("state", "declared"), ("onset", Number(Start + 291))),
            Server(EntryKind.Mitigation, 291, "web-1", "out", "it fell silent while others answered, and a probe got no answer"),
            Server(EntryKind.Change, 359, "web-2", "out", "it fell silent while others answered, and a probe got no answer"),
            Cause(368, "server web-2 of pool shop is dead or sick, the other servers are not"),
            Entry(EntryKind.NotificationSent, 370, "escalation", "anna was told by pager", ("purpose", "page"), ("person", "anna"), ("channel", "pager")),
            Entry(EntryKind.NotificationSent, 430, "escalation", "ben was told by chat", ("purpose", "escalation"), ("person", "ben"), ("channel", "chat")),
            Entry(EntryKind.Note, 433, "anna", "web-1 (19:38:00) and web-2 (19:39:08) were frozen with SIGSTOP; both were continued with SIGCONT at 19:40:23", ("note", nameof(NoteKind.Did))),
            Server(EntryKind.Change, 434, "web-1", "available"),
            Server(EntryKind.Change, 434, "web-2", "available"),
            Measured(331, 438),
            Entry(EntryKind.Cleared, 448, "detection", "all is well again"),
            Entry(EntryKind.Resolved, 478, "ben", "resolved by ben: both servers were continued", ("by", "hand")),
        ]);
        string markdown = MarkdownRenderer.Write(new PostmortemWriter(bench.Book.Find(incident.Id)!, "shop team").Write(1, "Holdfast", At(900)), "draft", [], []);
        report = PostmortemLinter.Check(markdown);
        return markdown;
    }

    private static string[] TimelineOf(string markdown, int after) => [.. markdown.Split('\n').Where(line => line.StartsWith($"- {Clock(after)} - ", StringComparison.Ordinal))];

    private static NewEntry Cause(int after, string claim) => Entry(EntryKind.CauseFound, after, "diagnosis", $"the cause is sick-server: {claim}",
        ("name", "sick-server"), ("claim", claim), ("for", "web-2 has answered nothing since then while the others answer\n95 first attempts/s at pool shop, 97 before"));

    private static NewEntry Server(EntryKind kind, int after, string server, string now, string why = "") => Entry(kind, after, "gateway",
        $"server:shop/{server}: the server is {(now == "out" ? $"taken out: {why}" : "available again")}",
        ("change", "health"), ("subject", $"server:shop/{server}"), ("by", "gateway"), ("before", now == "out" ? "available" : "out"), ("after", now));

    private static NewEntry Measured(int from, int to)
    {
        ImpactSum sum = new(Start + from, Start + to, 6000, 0, 2700, 400, 200, to - from + 1, 0, 0.75, Start + from + 9, 100, 20);
        return new NewEntry(EntryKind.Impact, At(to), "gateway", "hit") { Data = ImpactData.Write(sum, Start + from, Start + to), Sources = ["series:pool:shop/failed"] };
    }

    private static NewEntry Entry(EntryKind kind, int after, string author, string text, params (string Name, string Value)[] data) =>
        new(kind, At(after), author, text) { Data = data.ToDictionary(one => one.Name, one => one.Value), Sources = ["diagnosis@1"] };

    private static DateTimeOffset At(int after) => DateTimeOffset.FromUnixTimeSeconds(Start + after);

    private static string Clock(int after) => At(after).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
