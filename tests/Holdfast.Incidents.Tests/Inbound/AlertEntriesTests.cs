using Holdfast.Incidents.Inbound;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Inbound;

public sealed class AlertEntriesTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(Bench.Start);

    [Theory]
    [InlineData(-600, -600)]
    [InlineData(60, 0)]
    [InlineData(-8 * 24 * 3600, 0)]
    public void Beginning_IsNotInTheFuture_NorLastMonth(int startsAt, int began) => AlertEntries.Began(Alert(Now.AddSeconds(startsAt)), Now).ShouldBe(Now.AddSeconds(began));

    [Theory]
    [InlineData("critical", Severity.Sev2)]
    [InlineData("Page", Severity.Sev2)]
    [InlineData("warning", Severity.Sev3)]
    [InlineData("info", Severity.Sev4)]
    [InlineData(null, Severity.Sev4)]
    public void SeverityOfTheGroup_IsOurs(string? said, Severity severity) => AlertEntries.SeverityOf(Group(said is null ? [] : new() { ["severity"] = said })).ShouldBe(severity);

    [Fact]
    public void WithoutAFingerprint_LabelsTellAlertsApart()
    {
        List<NewEntry> entries = AlertEntries.Of(null, Group([], Alert(Now, host: "a"), Alert(Now, host: "b")), Now, 200);
        entries.Select(entry => entry.Data[AlertMemory.Fingerprint]).ShouldBe(["alertname=Slow, host=a", "alertname=Slow, host=b"]);
    }

    [Fact]
    public void FiringOnesAreBounded_EndsAreAlwaysTold()
    {
        using Bench bench = new();
        AlertGroup fires = Group([], Alert(Now, host: "a"), Alert(Now, host: "b"), Alert(Now, host: "c"));
        List<NewEntry> news = AlertEntries.Of(null, fires, Now, 2);
        news.Count.ShouldBe(2);
        Incident incident = bench.Book.Open([new NewEntry(EntryKind.Opened, Now, "alertmanager", "opened") { Data = new() { ["by"] = Incident.Alert } }, .. news]);
        AlertEntries.Of(incident, fires, Now, 2).ShouldBeEmpty("the third stays out");
        AlertEntries.Of(incident, Group([], [.. fires.Alerts!.Select(alert => alert with { Status = "resolved" })]), Now, 2).Select(entry => entry.Kind).ShouldBe([EntryKind.AlertResolved, EntryKind.AlertResolved]);
    }

    [Fact]
    public void AddressOfTheRule_GoesAlong_UnlessItIsTooLong()
    {
        Source(Alert(Now) with { GeneratorUrl = "http://prometheus.example.org/graph" }).ShouldBe("http://prometheus.example.org/graph");
        Source(Alert(Now) with { GeneratorUrl = "http://" + new string('x', 400) }).ShouldBeNull();
    }

    private static string? Source(IncomingAlert alert) => AlertEntries.Of(null, Group([], alert), Now, 200).ShouldHaveSingleItem().Data.GetValueOrDefault("source");

    private static AlertGroup Group(Dictionary<string, string> labels, params IncomingAlert[] alerts) => new("4", "k", "firing", null, labels, null, null, alerts);

    private static IncomingAlert Alert(DateTimeOffset startsAt, string? host = null) =>
        new("firing", host is null ? [] : new() { ["host"] = host, ["alertname"] = "Slow" }, null, startsAt, null, null, null);
}
