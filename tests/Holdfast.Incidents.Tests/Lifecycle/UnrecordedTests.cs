using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Lifecycle;

/// <summary>As recorded: "no harm to users was measured", of 38 seconds in which the gateway was dead and every request failed.</summary>
public sealed class UnrecordedTests : IDisposable
{
    private readonly Bench bench = new();

    public UnrecordedTests()
    {
        // The gateway was gone for 41 s, until now.
        bench.Clock.Advance(TimeSpan.FromSeconds(41));
        bench.Changes.Add(ChangeKind.Restart, "gateway", "the gateway started", "gateway", bench.Clock.UtcNow.AddSeconds(-41).ToString("O", CultureInfo.InvariantCulture));
        bench.RestartWatch();
        bench.StartedNow();
        bench.Run(60);
        GapFinder.IsGap(bench.Only).ShouldBeTrue();
    }

    public void Dispose() => bench.Dispose();

    [Fact]
    public void IncidentByHandOverAGap_SaysThatNobodyKnows_AndWhose()
    {
        Incident incident = Open(minutes: 3);
        incident.Unrecorded.ShouldBe(new Unrecorded(1, DateTimeOffset.FromUnixTimeSeconds(Bench.Start), DateTimeOffset.FromUnixTimeSeconds(Bench.Start + 41)));
        Affected(incident).ShouldBe("Pool shop: what users felt from 17:46:40 to 17:47:21 UTC is not known, because the gateway was gone (holdfast incident show 1). In the rest no harm to users was measured.");
        IncidentReports.Of(incident, isDurable: true, withTimeline: false).Impact.UsersPercent.ShouldBeNull();
        PostmortemReports.Of(incident).UsersPercent.ShouldBeNull();
        incident.Of(EntryKind.Impact).First().Text.ShouldBe("nobody was hurt in what was recorded of this stretch");
    }

    [Fact]
    public void IncidentByHandAfterTheGap_IsMeasuredAsAny()
    {
        Incident incident = Open(minutes: 0.5);
        incident.Unrecorded.ShouldBeNull();
        Affected(incident).ShouldBe("Pool shop: no harm to users was measured.");
        PostmortemReports.Of(incident).UsersPercent.ShouldBe(0);
    }

    [Fact]
    public void IncidentThatNobodyMeasures_HitAnUnknownNumber_AndNotNone()
    {
        bench.Desk.Open("the office is dark", "office", null, null, "anna");
        bench.Run(60);
        bench.Desk.Resolve(2, null, "anna");
        Incident incident = bench.Book.Find(2)!;
        IncidentReports.Of(incident, isDurable: true, withTimeline: false).Impact.UsersPercent.ShouldBeNull();
        PostmortemReports.Of(incident).UsersPercent.ShouldBeNull();
        Affected(incident).ShouldBe("Pool office: how many users were hurt is not known, because nothing was measured.");
    }

    private Incident Open(double minutes)
    {
        bench.Desk.Open("customers cannot pay", "shop", null, bench.Clock.UtcNow.AddMinutes(-minutes), "anna");
        bench.Run(60);
        bench.Desk.Resolve(2, null, "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Run(5);
        return bench.Book.Find(2)!;
    }

    private static string Affected(Incident incident) =>
        string.Join(' ', IncidentStory.Of(IncidentReports.Of(incident, isDurable: true, withTimeline: true), all: false).Single(part => part.Heading == "Who is affected").Sentences);
}
