using System.Globalization;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

/// <summary>As recorded: three servers of four are killed while they are well, what they had in hand is reset, and the one that is left cannot carry it.</summary>
[Trait("Category", "Slow")]
public sealed class ServerDeathsTests
{
    private const int Killed = 24;
    private const int Back = 52;

    [Theory]
    [InlineData(null, 0.1)]
    [InlineData("surge", 0.1)]
    [InlineData("surge", 180)]
    [InlineData("network", 180)]
    [InlineData("retry-storm", 180)]
    public void ServersThatWereKilled_AreFaults_WhateverWasBlamed_AlsoWhereTheLoadHadJustBegun(string? cause, double calm)
    {
        using RecordedOutage outage = new(cause);
        Kill(outage, calm);
        ReplayPlan plan = outage.Plan();
        plan.Faults.Select(fault => (fault.Server.Name, fault.Kind, fault.From, fault.To)).ShouldBe(
        [
            ("a", ReplayFaultKind.Dead, RecordedOutage.Start + Killed, (long?)(RecordedOutage.Start + Back)),
            ("b", ReplayFaultKind.Dead, RecordedOutage.Start + Killed, (long?)(RecordedOutage.Start + Back)),
            ("c", ReplayFaultKind.Dead, RecordedOutage.Start + Killed, (long?)(RecordedOutage.Start + Back)),
        ], ignoreOrder: true);
        plan.IsByLoad.ShouldBeFalse();
        ScenarioText.Write(plan).ShouldContain("{ at: 44000ms, kill: a }");
    }

    [Fact]
    public void TooFewServersAreLeft_TheyAreToBeUsed_AndOnTheDaysConfigurationTheSymptomMustShow()
    {
        using RecordedOutage outage = new("surge") { PresentPage = RecordedOutage.Page.Replace("protection: off", "", StringComparison.Ordinal) };
        Kill(outage, 180, killed: 2);
        outage.More.Add(Impact(shed: 7200));
        ReplayPlan plan = outage.Plan();
        string text = ScenarioText.Write(plan);
        text.ShouldContain("that: goodput-of-capacity, during: trouble, atLeast: 97%, because: \"the other servers cannot carry all of it");
        text.ShouldContain("that: cause-first, cause: sick-server, during: trouble, atMost: 20s");
        text.ShouldContain("that: users-failed, during: trouble, onlyOn: old, atMost: 25%, because: \"the symptom: 50 % of the requests went wrong that day");
        ScenarioExpectations.InWords(plan).ShouldNotContain(words => words.Contains("of the users fail", StringComparison.Ordinal), "what is asked of the old configuration is no promise of the present one");
    }

    [Fact]
    public void ServersThatLoadBroke_AreNoDeaths_ThoughTheyClosedConnections()
    {
        using RecordedOutage outage = new(cause: null);
        Kill(outage, 180);
        // Twice as much is asked for from the beginning, and refused.
        outage.Pool(Signal.OfferedFirst, 240, 600);
        outage.Set("shop/default", 180, 540);
        outage.Plan().ShouldSatisfyAllConditions(plan => plan.IsByLoad.ShouldBeTrue(), plan => plan.Faults.ShouldBeEmpty());
    }

    [Theory]
    [InlineData("it fails far more requests than the others")]
    [InlineData("its probes failed")]
    public void ServerThatWasOutForSomethingElse_IsNoDeath(string reason)
    {
        using RecordedOutage outage = new("surge");
        Kill(outage, 0.1, reason: reason);
        outage.Plan().Faults.ShouldBeEmpty();
    }

    private static void Kill(RecordedOutage outage, double calm, int killed = Killed, string reason = "it closed connections without answering what it was sent")
    {
        outage.Set("shop/default", calm, 180);
        outage.Set("shop/critical", calm > 1 ? 60 : 0, 60);
        outage.Pool(Signal.OfferedFirst, calm > 1 ? calm + 60 : 0, 240);
        foreach (string server in new[] { "a", "b", "c" })
        {
            outage.Server(server, Signal.Good, second => (second - RecordedOutage.Start) switch { < 0 when calm < 1 => 0, var at when at == killed => 13, var at when at > killed && at < Back => 0, _ => 60 });
            outage.Server(server, Signal.FailedReset, killed, killed + 1, 4, 0);
            outage.Server(server, Signal.Healthy, killed, Back, 0, 1);
            outage.Server(server, Signal.FirstByteMedian, killed + 1, Back, double.NaN, 0.06);
            outage.More.Add(Health(server, killed, "out", $"server:shop/{server}: the server is taken out: {reason}"));
            outage.More.Add(Health(server, Back, "available", $"server:shop/{server}: the server is available again"));
        }
    }

    private static NewEntry Health(string server, int second, string after, string text) => new(EntryKind.Mitigation, RecordedOutage.At(second), "gateway", text)
    {
        Data = new() { ["change"] = "health", ["subject"] = $"server:shop/{server}", ["after"] = after },
    };

    private static NewEntry Impact(int shed) => new(EntryKind.Impact, RecordedOutage.At(60), "gateway", "what users felt")
    {
        Data = new() { ["from"] = Number(RecordedOutage.Start), ["to"] = Number(RecordedOutage.End - 1), ["firstBad"] = Number(RecordedOutage.Start), ["lastBad"] = Number(RecordedOutage.End - 1), ["offered"] = "14400", ["shed"] = Number(shed), ["badSeconds"] = "50" },
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
