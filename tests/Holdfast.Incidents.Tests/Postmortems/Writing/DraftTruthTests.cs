using System.Globalization;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Rendering;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

/// <summary>What a draft says is what was recorded of this incident: nothing of another one, and nothing that nobody knows.</summary>
public sealed class DraftTruthTests : IDisposable
{
    private const long Start = Bench.Start + 1000;
    private const string AllOut = "all 2 servers of pool web are out: they refuse connections, and nobody is answered";

    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void LossOfAnEarlierOutage_IsNotToldOfThisOne()
    {
        string markdown = Draft(70, 0.98,
            Server(EntryKind.Change, -290, "s1", "out"), Server(EntryKind.Change, -205, "s1", "available"),
            Server(EntryKind.Mitigation, 0, "s1", "out"), Server(EntryKind.Change, 69, "s1", "available"));
        markdown.ShouldNotContain(Clock(-290));
        markdown.ShouldNotContain("before users were hurt");
        markdown.ShouldContain($"- {Clock(0)} - Holdfast sent server s1 of pool web nothing more");
    }

    [Fact]
    public void ServerThatWasWellAMinuteBefore_IsNoFactor() =>
        Draft(70, 0.98, Server(EntryKind.Change, -290, "s9", "out"), Server(EntryKind.Change, -90, "s9", "available")).ShouldNotContain("server s9");

    [Theory]
    [InlineData(AllOut, 12, "All 2 servers of pool web are out: they refuse connections.")]
    [InlineData("148/s are offered and 129/s are answered", 5, "148/s are offered.")]
    [InlineData("s2, s3 and s4 refuse connections at once", 4, "S2, s3 and s4 ...")]
    [InlineData("the disk of the database server is full of logs", 8, "The disk of the database server is full of logs.")]
    [InlineData("43 % of the requests are repeated attempts, an unknown share of them by one client", 12, "43 % of the requests are repeated attempts.")]
    [InlineData("nobody is hurt, unless the other server goes as well", 6, "Nobody is hurt, unless the other ...")]
    [InlineData("d takes the load of a, b and c since then", 6, "D takes the load ...")]
    [InlineData("short enough", 3, "Short enough.")]
    [InlineData("2 of 3 servers suffered alone: web-2, web-3 (requests in flight and no answer)", 9, "2 of 3 servers suffered alone: web-2, web-3.")]
    [InlineData("the gateway lowered the limit of server web-1 from 20 to 5 within some seconds of the first refusal by anybody", 9, "The gateway lowered the limit of server web-1 ...")]
    [InlineData("half of the answers began after 66 ms; 39 ms was usual", 9, "Half of the answers began after 66 ms; 39 ms was usual.")]
    [InlineData("the change gave servers web-2 and web-3 of pool shop addresses where nobody answered", 8, "The change gave servers web-2 and web-3 ...")]
    public void SentenceThatIsTooLong_EndsWhereAPartEnds_OrSaysThatItGoesOn(string text, int words, string expected) => DraftText.Sentence(text, words).ShouldBe(expected);

    [Fact]
    public void CauseOfOneOutage_IsNotToldOfTheOthers()
    {
        string markdown = Draft(70, 0.98, Cause(10, "sick-server", AllOut), Entry(EntryKind.Cleared, 75), Relapse(250), Measured(250, 280, 0.9), Entry(EntryKind.Cleared, 285), Relapse(400), Measured(400, 430, 0.9), Cause(410, "surge", "more people came than pool web can serve"));
        string summary = Part(markdown, "Root cause:");
        summary.ShouldContain("That was found in outage 1, and ");
        summary.ShouldContain("; of outage 2 none is recorded.");
        summary.ShouldContain("The cause of outage 3 was a surge of requests, and ");
        summary.ShouldContain(" requests went wrong in it (worst second 98 % of the users)");
    }

    [Theory]
    [InlineData(0.98, "Pool web served almost nobody: of ")]
    [InlineData(0.7, "Pool web failed most requests: of ")]
    [InlineData(0.2, "Pool web was degraded: of ")]
    public void WordForTheHarm_IsThatOfTheShare(double share, string expected) => Draft(70, share).ShouldContain(expected);

    [Fact]
    public void ServerThatWasTakenOutWithoutEffect_IsNotToldAsTheFix()
    {
        string markdown = Draft(370, 0.95, Server(EntryKind.Mitigation, 1, "w1", "out"));
        markdown.ShouldNotContain("Mitigation: Holdfast");
        markdown.ShouldContain($"At {Clock(1)} Holdfast removed server w1 from the traffic, which did not end it.");
        markdown.ShouldContain("No mitigation that helped was recorded");
    }

    [Fact]
    public void GatewaysOwnDeath_IsTold()
    {
        string markdown = Draft(120, 0.6, Restart(40, 62));
        markdown.ShouldContain($"- {Clock(40)} - The gateway itself was gone for 22 s");
        markdown.ShouldContain("are in no figure");
    }

    [Fact]
    public void SilenceAndDeadChannel_AreTold()
    {
        string markdown = Draft(120, 0.6,
            Entry(EntryKind.Silenced, 4, "escalation", "nobody is called until 13:52 UTC: kernel update"),
            Entry(EntryKind.NotificationFailed, 66, "escalation", "pager did not take it, try 1: connection refused", ("channel", "pager"), ("person", "anna"), ("purpose", "page")),
            Entry(EntryKind.NotificationSent, 70, "escalation", "anna was told by hook", ("purpose", "page"), ("person", "anna"), ("channel", "hook")));
        markdown.ShouldContain($"- {Clock(4)} - A silence held the calls: nobody is called until 13:52 UTC: kernel update.");
        markdown.ShouldContain($"- {Clock(66)} - The call to anna did not go out by pager: connection refused.");
    }

    [Fact]
    public void LossOfEveryServer_InventsNoHouseAndNoMachine()
    {
        string markdown = Draft(70, 0.98, Cause(10, "sick-server", AllOut));
        markdown.ShouldNotContain("house");
        markdown.ShouldNotContain("second machine");
    }

    private string Draft(int seconds, double share, params NewEntry[] more)
    {
        Incident incident = bench.Book.Open(
            new NewEntry(EntryKind.Opened, At(1), "detection", "something is unusual: server s1 of pool web is out") { Data = new() { ["title"] = "web: unusual", ["pool"] = "web", ["onset"] = Number(Start) }, Sources = ["diagnosis@1"] },
            Entry(EntryKind.Declared, 3, "detection", "declared", ("onset", Number(Start)), ("pool", "web"), ("harm", "most requests failed")));
        List<NewEntry> measured = [];
        for (int from = 0; from < seconds; from += 30)
        {
            measured.Add(Measured(from, Math.Min(from + 29, seconds - 1), share));
        }

        bool isMany = more.Any(entry => entry.Kind == EntryKind.Relapsed);
        int end = isMany ? 440 : seconds + 6;
        bench.Book.Add(incident.Id, [.. measured.Concat(more).Append(Entry(EntryKind.Acknowledged, 20, "anna", "acknowledged by anna")).OrderBy(entry => entry.HappenedAt), Entry(EntryKind.Cleared, end), Entry(EntryKind.Resolved, end + 20, "anna", "resolved by anna")]);
        string markdown = MarkdownRenderer.Write(new PostmortemWriter(bench.Book.Find(incident.Id)!, "web team").Write(1, "Holdfast", At(900)), "draft", [], []);
        LintFinding[] errors = [.. PostmortemLinter.Check(markdown).Findings.Where(finding => finding.Severity is LintSeverity.Format or LintSeverity.Contradiction && finding.Rule != "D06")];
        errors.ShouldBeEmpty(markdown);
        return markdown;
    }

    private static string Part(string markdown, string of) => markdown.Split('\n').First(line => line.Contains(of, StringComparison.Ordinal));

    private static NewEntry Measured(int from, int to, double share)
    {
        double offered = 100 * (to - from + 1);
        ImpactSum sum = new(Start + from, Start + to, offered, share * offered, 0, 50 * (to - from + 1), share * 50 * (to - from + 1), to - from + 1, 0, share, Start + to, 0, 0);
        return new NewEntry(EntryKind.Impact, At(to), "gateway", "hit") { Data = ImpactData.Write(sum, Start + from, Start + to), Sources = ["series:pool:web/failed"] };
    }

    private static NewEntry Cause(int after, string name, string claim) => Entry(EntryKind.CauseFound, after, "diagnosis", $"the cause is {name}", ("name", name), ("claim", claim), ("for", claim), ("servers", name == "sick-server" ? "all" : ""));

    private static NewEntry Relapse(int after) => Entry(EntryKind.Relapsed, after, "detection", "it is back", ("state", "declared"), ("onset", Number(Start + after)));

    private static NewEntry Restart(int from, int to) => Entry(EntryKind.Change, to, "gateway", $"gateway: the gateway started; nothing was recorded for {to - from} s", ("change", "restart"), ("subject", "gateway"), ("by", "gateway"), ("before", At(from).ToString("O", CultureInfo.InvariantCulture)), ("after", At(to).ToString("O", CultureInfo.InvariantCulture)));

    private static NewEntry Server(EntryKind kind, int after, string server, string now) => Entry(kind, after, "gateway", $"server:web/{server}: {(now == "out" ? "the server is taken out: connections to it failed" : "the server is available again")}", ("change", "health"), ("subject", $"server:web/{server}"), ("by", "gateway"), ("before", now == "out" ? "available" : "out"), ("after", now));

    private static NewEntry Entry(EntryKind kind, int after, string author = "detection", string text = "all is well again", params (string Name, string Value)[] data) =>
        new(kind, At(after), author, text) { Data = data.ToDictionary(one => one.Name, one => one.Value), Sources = ["diagnosis@1"] };

    private static string Clock(int after) => At(after).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(int after) => DateTimeOffset.FromUnixTimeSeconds(Start + after);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
