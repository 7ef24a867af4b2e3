using System.Globalization;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Measures;
using Holdfast.Incidents.Postmortems.Rendering;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Lifecycle;

/// <summary>As recorded: a reload with wrong addresses took two servers away within its second, and another one put them back after 33 s.</summary>
public sealed class TriggerChangesTests : IDisposable
{
    private const long Start = Bench.Start + 1000;

    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void ChangeThatBeganIt_IsNoStep_AndTheOneThatTookItBackIs()
    {
        Incident incident = Record(isNamed: true);
        incident.Steps.Where(step => step.Get("by") == "people").Select(step => step.HappenedAt).ShouldBe([At(33)]);
        IncidentMeter.Between([incident], At(-60), At(600)).ShouldHaveSingleItem().Mitigate.ShouldBe(33);
    }

    [Fact]
    public void ChangeOfTheSecondInWhichHarmBegan_IsNoStep_WhereTheDiagnosisNamesNone() =>
        Record(isNamed: false).Steps.Where(step => step.Get("by") == "people").Select(step => step.HappenedAt).ShouldBe([At(33)]);

    [Fact]
    public void ChangeTwentySecondsLater_StaysAStep_AndTakingItBackIsNone() =>
        Record(isNamed: false, at: 20).Steps.Where(step => step.Get("by") == "people").Select(step => step.HappenedAt).ShouldBe([At(20)]);

    [Fact]
    public void Report_TellsTheFixAmongWhatIsDone_AndNotWhatBeganIt()
    {
        IncidentReport report = IncidentReports.Of(Record(isNamed: true), isDurable: true, withTimeline: true);
        report.Timeline.Where(entry => entry.Kind == "mitigation").Select(entry => entry.Text).ShouldBe(["gateway: configuration revision 3: web-2.address put back"]);
        report.Timeline.ShouldContain(entry => entry.Kind == "change" && entry.Text.Contains("revision 2", StringComparison.Ordinal));
    }

    [Fact]
    public void Draft_TellsTheTrigger_TheFix_AndAsksForACheckOfTheConfiguration()
    {
        string markdown = MarkdownRenderer.Write(new PostmortemWriter(Record(isNamed: true), "shop team").Write(1, "Holdfast", At(900)), "draft", [], []);
        markdown.ShouldContain($"It was set off by a change of the configuration at {Clock(0)}.");
        markdown.ShouldContain($"- {Clock(0)} - Change recorded: configuration revision 2");
        markdown.ShouldContain($"- {Clock(33)} - Mitigation: configuration revision 3");
        markdown.ShouldContain($"The trigger was the change of {Clock(0)}");
        markdown.ShouldContain("Prevent: add a step to the pipeline that runs `holdfast run --check-only`");
        markdown.ShouldNotContain("Mitigation: configuration revision 2");
        markdown.ShouldNotContain("add one server");
    }

    private Incident Record(bool isNamed, int at = 0)
    {
        Incident incident = bench.Book.Open(Entry(EntryKind.Opened, 0, "detection", "something is unusual: server web-2 of pool shop is out", ("title", "shop: unusual"), ("pool", "shop"), ("onset", Number(Start))));
        ImpactSum sum = new(Start, Start + 38, 3700, 0, 1372, 400, 200, 39, 0, 0.63, Start + 9, 100, 20);
        (string, string)[] cause = [("name", "sick-server"), ("claim", "server web-2 of pool shop is dead or sick, the other servers are not"), ("for", "web-2 refuses connections at once")];
        return bench.Book.Add(incident.Id,
        [
            Entry(EntryKind.Declared, 1, "detection", "declared", ("onset", Number(Start)), ("pool", "shop"), ("harm", "34 % of the requests were refused")),
            Changed(EntryKind.Mitigation, at, "gateway: configuration revision 2: web-2.address changed", "good", "wrong"),
            Entry(EntryKind.CauseFound, 5, "diagnosis", "the cause is sick-server", isNamed ? [.. cause, ("trigger", "0 s before: configuration revision 2: web-2.address changed"), ("triggerAt", Number(Start)), ("triggerFamily", "Change")] : cause),
            Changed(EntryKind.Change, 33, "gateway: configuration revision 3: web-2.address put back", "wrong", "good"),
            new NewEntry(EntryKind.Impact, At(38), "gateway", "hit") { Data = ImpactData.Write(sum, Start, Start + 38), Sources = ["series:pool:shop/failed"] },
            Entry(EntryKind.Cleared, 60, "detection", "all is well again"),
            Entry(EntryKind.Resolved, 90, "anna", "resolved by anna", ("by", "hand")),
        ]);
    }

    private static NewEntry Changed(EntryKind kind, int after, string text, string before, string now) =>
        Entry(kind, after, "api", text, ("change", "configuration"), ("subject", "gateway"), ("by", "people"), ("before", before), ("after", now));

    private static NewEntry Entry(EntryKind kind, int after, string author, string text, params (string Name, string Value)[] data) =>
        new(kind, At(after), author, text) { Data = data.ToDictionary(one => one.Name, one => one.Value), Sources = ["diagnosis@1"] };

    private static DateTimeOffset At(int after) => DateTimeOffset.FromUnixTimeSeconds(Start + after);

    private static string Clock(int after) => At(after).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
