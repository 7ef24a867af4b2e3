using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class ReplayPlanTests
{
    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public void ServersThatAChangeBrought_CountAsThoseOfADrill(int more, bool isPlanned)
    {
        using RecordedOutage outage = WithAChange(more);
        (ReplayPlan? plan, string problem) = outage.Desk.Plan(outage.Record());
        (plan?.Fleet.Servers.Count, problem.Contains("has 13 servers", StringComparison.Ordinal)).ShouldBe(isPlanned ? (12, false) : (null, true));
    }

    [Fact]
    public void PresentOneThatIsTooMuchBesideTheChange_GivesWayToThatOfTheDay()
    {
        using RecordedOutage outage = WithAChange(8);
        Incident incident = outage.Record();
        outage.PresentPage = WithServers("10.0.2.", 1);
        outage.Desk.Plan(incident).Plan.ShouldNotBeNull().Fleet.Servers.Count.ShouldBe(12);
    }

    [Fact]
    public void FaultOfAServer_HasTheNameOfTheDrill()
    {
        using RecordedOutage outage = new("sick-server") { PresentPage = RecordedOutage.Page.Replace("{ name: b, address: \"10.0.0.12:8000\" }", "\"10.0.0.12:8000\"", StringComparison.Ordinal) };
        outage.Server("10.0.0.12:8000", Signal.Good, 5, 30, 0, 60);
        outage.Server("10.0.0.12:8000", Signal.FailedRefused, 5, 9, 12, 0);
        outage.Server("10.0.0.12:8000", Signal.FirstByteMedian, _ => 0.06);
        Incident incident = outage.Record();
        // Since then a server has come that is called as the nameless one was.
        outage.PresentPage = outage.PresentPage.Replace("weight: 50 }", "weight: 50 }\n      - { name: s2, address: \"10.0.0.15:8000\" }", StringComparison.Ordinal);
        ReplayPlan plan = outage.Desk.Plan(incident).Plan.ShouldNotBeNull();
        plan.Fleet.Servers.Select(server => server.Name).ShouldBe(["a", "s3", "c", "d", "s2"]);
        ScenarioText.Write(plan).ShouldContain("kill: s3 }");
    }

    private static RecordedOutage WithAChange(int more)
    {
        RecordedOutage outage = new("imbalance");
        outage.Bench.Book.KeepText("configuration:more", WithServers("10.0.1.", more));
        outage.More.Add(new NewEntry(EntryKind.Change, RecordedOutage.At(0), "signal", "gateway: configuration revision 2") { Data = new() { ["change"] = "configuration", ["before"] = RecordedOutage.Fingerprint, ["after"] = "more" } });
        return outage;
    }

    private static string WithServers(string network, int count) =>
        RecordedOutage.Page.Replace("weight: 50 }", "weight: 50 }" + string.Concat(Enumerable.Range(1, count).Select(number => $"\n      - \"{network}{number}:8000\"")), StringComparison.Ordinal);
}
