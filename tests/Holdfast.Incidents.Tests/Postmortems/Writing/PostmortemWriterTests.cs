using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Postmortems.Rendering;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

public sealed class PostmortemWriterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Draft_HasItsFourParts_InFourToSixHundredWords(int outages)
    {
        using EscalationBench bench = new();
        PostmortemDocument document = Write(bench, outages);
        document.Sections.Select(section => section.Heading).ShouldBe(["Issue Summary", "Timeline (all times UTC)", "Root cause and resolution", "Corrective and preventative measures"]);
        string markdown = MarkdownRenderer.Write(document, "draft", [], []);
        WordCounter.Count(markdown.Replace("[ ]", "", StringComparison.Ordinal)).ShouldBeInRange(PostmortemWriter.WordsLeast, PostmortemWriter.WordsMost, markdown);
    }

    [Fact]
    public void EverySentence_HasRecords_ThatAreThere()
    {
        using EscalationBench bench = new();
        PostmortemDocument document = Write(bench, 2);
        HashSet<string> known = [.. bench.Bench.Only.Entries.Select(entry => entry.Reference)];
        foreach (WrittenSentence sentence in document.Sections.SelectMany(section => section.Items).SelectMany(item => item.Sentences))
        {
            sentence.Records.ShouldNotBeEmpty(sentence.Text);
            sentence.Records.ShouldBeSubsetOf(known, sentence.Text);
        }
    }

    [Fact]
    public void Draft_TellsWhatWasRecorded()
    {
        using EscalationBench bench = new();
        string markdown = MarkdownRenderer.Write(Write(bench, 2), "draft", [], []);
        markdown.ShouldContain("# Pool shop refused requests while its connections ran dry");
        markdown.ShouldContain("84 % of the users were affected");
        markdown.ShouldContain("of downtime summed up: outage 1 from");
        markdown.ShouldContain("The diagnosis suspected a deployment or bug. It was ruled out at");
        markdown.ShouldContain("Escalated to anna, on call, by pager.");
        markdown.ShouldContain("Relapse: outage 2 began, detected at ");
        markdown.ShouldContain("- [ ] Prevent: set limits.connections of pool shop");
        markdown.ShouldContain("INC-1-1.");
        markdown.ShouldContain("The trigger was: limits.connections of pool shop was lowered from 200 to 60.");
        markdown.ShouldNotContain("The series showed: limits.connections");
        markdown.ShouldContain("No mitigation was recorded; at ", customMessage: "bounds of connections are there at all times");
        markdown.ShouldNotContain("{pool}");
    }

    [Fact]
    public void SameRecords_GiveTheSameWords()
    {
        using EscalationBench bench = new();
        PostmortemDocument document = Write(bench, 1);
        DateTimeOffset now = bench.Bench.Clock.UtcNow;
        string first = MarkdownRenderer.Write(new PostmortemWriter(bench.Bench.Only, "shop team").Write(1, "Holdfast", now), "draft", [], []);
        MarkdownRenderer.Write(new PostmortemWriter(bench.Bench.Only, "shop team").Write(1, "Holdfast", now), "draft", [], []).ShouldBe(first);
        document.Tasks.Select(task => task.Type).ShouldBe(["prevent", "detect", "mitigate", "prevent"]);
    }

    [Fact]
    public void WhatWasNotRecorded_SaysSo()
    {
        using Bench bench = new();
        bench.Desk.Open("customers cannot pay", "shop", null, null, "anna");
        bench.Clock.Advance(TimeSpan.FromMinutes(9));
        bench.Desk.Resolve(1, null, "anna");
        string markdown = MarkdownRenderer.Write(new PostmortemWriter(bench.Only, "shop team").Write(1, "anna", bench.Clock.UtcNow), "draft", [], []);
        markdown.ShouldContain("was not recorded");
        markdown.ShouldContain("Misleading paths: none recorded.");
        markdown.ShouldContain("No mitigation was recorded; at ");
        markdown.ShouldContain("The records do not name a root cause");
    }

    [Fact]
    public void IncidentThatDetectionNeverSaw_IsSaidToHaveNoDiagnosisAndNoSeries()
    {
        using Bench bench = new();
        bench.Desk.Open("customers cannot pay", "shop", null, null, "anna");
        bench.Clock.Advance(TimeSpan.FromMinutes(9));
        bench.Desk.Resolve(1, null, "anna");
        string markdown = Markdown(bench);
        markdown.ShouldNotContain("The diagnosis checked");
        markdown.ShouldContain("No diagnosis of it is on record");
    }

    [Fact]
    public void TroubleOfTheWholeGateway_ServedSomebody()
    {
        using Bench bench = new();
        bench.Book.Open(
            Detected(EntryKind.Opened, -20, ("title", "gateway: unusual"), ("pool", ""), ("onset", $"{Bench.Start}")),
            Detected(EntryKind.Declared, 3, ("onset", $"{Bench.Start}"), ("pool", ""), ("harm", "3 % of the requests failed")));
        ImpactSum sum = new(Bench.Start, Bench.Start + 60, 6000, 180, 0, 3000, 90, 60, 0, 0.04, Bench.Start + 9, 0, 0);
        bench.Book.Add(1, new NewEntry(EntryKind.Impact, At(60), "gateway", "3 % of the users hit") { Data = ImpactData.Write(sum, Bench.Start, Bench.Start + 60), Sources = ["series:gateway"] }, Detected(EntryKind.Cleared, 61), Detected(EntryKind.Resolved, 90));
        string markdown = Markdown(bench);
        markdown.ShouldNotContain("served nobody");
        markdown.ShouldContain("First requests to the gateway failed");
        markdown.ShouldContain("was offered 100 requests/s and answered 97 a second well");
        // What detection saw first was seen twenty seconds before users were hurt, and is not moved to their time.
        markdown.ShouldContain($"- {At(-20):HH:mm:ss} - Detected by Holdfast's monitoring");
    }

    private static string Markdown(Bench bench) => MarkdownRenderer.Write(new PostmortemWriter(bench.Only, "shop team").Write(1, "anna", bench.Clock.UtcNow), "draft", [], []);

    private static DateTimeOffset At(int after) => DateTimeOffset.FromUnixTimeSeconds(Bench.Start + after);

    private static NewEntry Detected(EntryKind kind, int after, params (string Name, string Value)[] data) =>
        new(kind, At(after), "detection", "something is unusual: 3 % of the requests fail") { Data = data.ToDictionary(one => one.Name, one => one.Value), Sources = ["diagnosis@1"] };

    [Fact]
    public void Page_NeedsNothingElse_AndKeepsTheRecordsAtHand()
    {
        using EscalationBench bench = new();
        string chart = SvgChart.Write("Requests <by> outcome", "/s", DateTimeOffset.UnixEpoch, 1, [new ChartLine("good", "#123456", [1, double.NaN, 3])], [new ChartMark(DateTimeOffset.UnixEpoch.AddSeconds(1), "detected")]);
        System.Xml.Linq.XDocument.Parse(chart).Root!.Name.LocalName.ShouldBe("svg");
        HtmlRenderer.OfMarkdown("Incident 1", "# By <hand>\n\n![Requests](1-impact.svg)\n", new Dictionary<string, (string, string)> { ["1-impact.svg"] = (chart, "Requests") }).ShouldContain("<svg ");
        string html = HtmlRenderer.Write(Write(bench, 1), "draft", [], [(chart, "Requests")]);
        html.ShouldContain("<svg ");
        html.ShouldContain("title=\"record:");
        html.ShouldNotContain("<link");
        html.ShouldNotContain("src=");
        html.ShouldContain("@media print");
    }

    /// <summary>Outages with everything that can be recorded about them.</summary>
    internal static PostmortemDocument Write(EscalationBench bench, int outages)
    {
        bench.Bench.Run(100);
        for (int outage = 0; outage < outages; outage++)
        {
            bench.Bench.Outage(seconds: 120, trigger: "limits.connections of pool shop was lowered from 200 to 60");
            bench.Bench.Run(200);
        }

        bench.Bench.Desk.Resolve(1, "limits.connections is 200 again", "anna");
        return new PostmortemWriter(bench.Bench.Only, "shop team").Write(1, "Holdfast", bench.Bench.Clock.UtcNow);
    }
}
