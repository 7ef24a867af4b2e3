using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class ScenarioTextTests
{
    [Fact]
    public void Page_SaysWhatItWasAndHowItWasEstimated()
    {
        using RecordedOutage outage = new();
        string text = ScenarioText.Write(outage.Plan());
        text.ShouldStartWith("# Written from the records of incident 1 by holdfast drill from-incident.");
        text.ShouldContain("The cause was surge: what it was.");
        text.ShouldContain("seed: 20000001\n");
        text.ShouldContain("median of the quiet seconds before, 60 ms");
        text.ShouldContain("measured: [trouble]\ntrouble: trouble\nrecovery: after\n");
        text.ShouldNotContain("times as fast");
        text.ShouldNotContain("faults:");
    }

    [Fact]
    public void ServerThatDied_IsKilledAndStarted_InTheOrderOfTime()
    {
        using RecordedOutage outage = new("sick-server");
        outage.Server("b", Signal.Good, 5, 30, 0, 60);
        outage.Server("b", Signal.FailedRefused, 5, 9, 12, 0);
        outage.Server("c", Signal.Good, 10, 20, 0, 60);
        outage.Server("c", Signal.FailedRefused, 10, 14, 12, 0);
        Faults(outage).ShouldBe(["at: 25000ms, kill: b", "at: 30000ms, kill: c", "at: 40000ms, start: c", "at: 50000ms, start: b"]);
    }

    [Fact]
    public void WhatPeopleAnnounced_CannotBreakThePage()
    {
        using RecordedOutage outage = new();
        outage.More.Add(new NewEntry(EntryKind.Change, RecordedOutage.At(-5), "ci", "gateway: release \"7\"\n- { at: 0ms, kill: a } C:\\x") { Data = new() { ["change"] = "deployment" } });
        Faults(outage).ShouldBe(["at: 15000ms, announce: \"release '7' - { at: 0ms, kill: a } C:/x\""]);
    }

    [Fact]
    public void LongOutage_IsToldFaster_AndSaysSo()
    {
        using RecordedOutage outage = new(end: RecordedOutage.Start + 660);
        ScenarioText.Write(outage.Plan()).ShouldContain("It lasted 660 s; after its first minute it is told 5 times as fast.");
    }

    private static string[] Faults(RecordedOutage outage) =>
        [.. ScenarioText.Write(outage.Plan()).Split("\nfaults:\n")[1].Split("\n\n")[0].Split('\n').Select(line => line.Trim()["- { ".Length..^" }".Length])];
}
