using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Rendering;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

public sealed class DraftCauseTests : IDisposable
{
    private const string Release = "40 s before: release 4711 of the web shop (gateway)";
    private const string Even = "the servers share the requests as before (evenness 0.99)";

    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void TriggerThatIsEvidence_IsSaidOnce_AndItsChangeIsConfirmed()
    {
        string markdown = Draft("bad-deployment", Found("bad-deployment", "Change"));
        markdown.ShouldContain("The trigger was: 40 s before: release 4711 of the web shop (gateway).");
        markdown.ShouldNotContain("A separate trigger was not recorded.");
        markdown.ShouldContain("is confirmed as the trigger.");
        markdown.Split("(gateway)").Length.ShouldBe(2, "once");
        markdown.ShouldContain("The series showed: 60 % of the requests fail.");
    }

    [Fact]
    public void TriggerOfManyParts_IsToldByItsFirst()
    {
        NewEntry found = Found("bad-deployment", "Change");
        found.Data["trigger"] = "1 s before: configuration revision 2: a.weight from 100 to 0; b.weight from 100 to 0; c.weight from 100 to 0 (gateway)";
        Draft("bad-deployment", found).ShouldContain("The trigger was: 1 s before: configuration revision 2: a.weight from 100 to 0; and 2 more.");
    }

    [Fact]
    public void SignalThatBeganFirst_IsNoTriggerOfItsOwn_AndConfirmsNoChange()
    {
        string markdown = Draft("bad-deployment", Found("bad-deployment", "Saturation"));
        markdown.ShouldContain("A separate trigger was not recorded.");
        markdown.ShouldNotContain("is confirmed as the trigger");
    }

    [Fact]
    public void TriggerOfACauseThatDidNotStand_IsNotConfirmed()
    {
        NewEntry release = new(EntryKind.Change, At(-40), "api", "gateway: release 4711 of the web shop") { Data = new() { ["change"] = "deployment", ["subject"] = "gateway" }, Sources = ["change:1"] };
        string markdown = Draft("surge", release, Found("bad-deployment", "Change"), Entry(EntryKind.CauseFound, 20, ("name", "surge"), ("claim", "more people came than pool shop can serve"), ("for", "300 requests/s instead of 100")));
        markdown.ShouldContain("The root cause was surge");
        markdown.ShouldContain($"The change of {At(-40):HH:mm:ss} was ruled out");
        markdown.ShouldNotContain("is confirmed as the trigger");
    }

    [Theory]
    [InlineData("accessLog.path from a to b", false)]
    [InlineData("pools.shop.servers.a.weight from 100 to 10", true)]
    public void Change_IsRuledOutWithTheReasonOfWhatItWouldHaveCaused(string what, bool isOfWeights)
    {
        NewEntry change = new(EntryKind.Change, At(-40), "signal", $"gateway: configuration revision 2: {what}") { Data = new() { ["change"] = "configuration", ["subject"] = "gateway" }, Sources = ["change:1"] };
        string markdown = Draft("surge", change, Entry(EntryKind.HypothesisRejected, 5, ("name", "imbalance"), ("reason", Even), ("opened", "yes")));
        string said = markdown.Split('\n').First(line => line.Contains("The change of", StringComparison.Ordinal));
        said.Contains($"The change of {At(-40):HH:mm:ss} was ruled out: {Even}.", StringComparison.Ordinal).ShouldBe(isOfWeights, said);
        said.Contains("was ruled out by nobody", StringComparison.Ordinal).ShouldBe(!isOfWeights, said);
    }

    private string Draft(string cause, params NewEntry[] more)
    {
        Incident incident = new LiveOutage { Cause = cause, HasChange = cause == "bad-deployment" }.Record(bench.Book);
        incident = bench.Book.Add(incident.Id, more);
        return MarkdownRenderer.Write(new PostmortemWriter(incident, "shop team").Write(1, "Holdfast", At(400)), "draft", [], []);
    }

    private static NewEntry Found(string name, string family) => Entry(EntryKind.CauseFound, 12, ("name", name), ("claim", "the new version answers errors"), ("for", $"{Release}\n60 % of the requests fail"),
        ("trigger", Release), ("triggerAt", (LiveOutage.Start - 40).ToString(CultureInfo.InvariantCulture)), ("triggerFamily", family));

    private static NewEntry Entry(EntryKind kind, int after, params (string Name, string Value)[] data) =>
        new(kind, At(after), "diagnosis", "said by a test") { Data = data.ToDictionary(one => one.Name, one => one.Value), Sources = ["diagnosis@1"] };

    private static DateTimeOffset At(int after) => DateTimeOffset.FromUnixTimeSeconds(LiveOutage.Start + after);
}
