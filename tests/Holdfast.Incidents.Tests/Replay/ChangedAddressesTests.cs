using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

/// <summary>A change that sent requests where nobody listens is made again by the drill: no server is killed for it.</summary>
public sealed class ChangedAddressesTests
{
    private const int TakenBack = 50;

    private static readonly (string Name, string Right, string Wrong)[] Slips = [("b", "10.0.0.12:8000", "10.0.0.12:8010"), ("c", "10.0.0.13:8000", "10.0.0.13:8010")];

    [Fact]
    public void WrongAddresses_AreWrongInTheDrill_AtTheirTime_AndNobodyIsKilled()
    {
        using RecordedOutage outage = Outage(isNamed: true);
        string text = ScenarioText.Write(outage.Plan());
        foreach (string block in new[] { "old-1", "new-1" })
        {
            string page = Block(text, block);
            page.ShouldContain("name: b\n          address: \"127.0.1.5:18000\"", customMessage: text);
            page.ShouldContain("name: c\n          address: \"127.0.1.6:18000\"");
            page.ShouldContain("127.0.1.1:18000");
            page.ShouldContain("127.0.1.4:18000");
        }

        Block(text, "new").ShouldContain("name: b\n          address: \"127.0.1.2:18000\"");
        text.ShouldContain("# went live before users were hurt; nobody answered at the addresses that it gave to b, c: nobody listens there in the drill, either\n");
        Names(text).ShouldBe(["a", "b", "c", "d"]);
        Faults(text).ShouldBe(
        [
            "at: 20000ms, behaviour: b, set: { latencyFactor: 1 }, capacity: 0", "at: 20000ms, behaviour: c, set: { latencyFactor: 1 }, capacity: 0", "at: 20000ms, configuration: new-1",
            "at: 71000ms, behaviour: b, set: { latencyFactor: 1 }, capacity: 76", "at: 71000ms, behaviour: c, set: { latencyFactor: 1 }, capacity: 76", "at: 71000ms, configuration: new",
        ]);
        text.ShouldContain("that: goodput-of-capacity, during: trouble, atLeast: 87%, because: \"the other servers cannot carry all of it, and what remains is used, and 5 s in which limits are found anew\"");
        text.ShouldContain("that: class-success, class: critical, during: trouble, atLeast: 89%");
        text.ShouldContain("that: cause-first, cause: sick-server, during: trouble");
        text.ShouldContain("that: users-failed, during: trouble, onlyOn: old, atMost: 29%");
    }

    [Fact]
    public void ServersWithoutNames_HaveNoProcessAtTheWrongAddress_AlsoMonthsLater()
    {
        using RecordedOutage outage = Outage(isNamed: false);
        Incident incident = outage.Record();
        string text = ScenarioText.Write(outage.Desk.Plan(incident).Plan.ShouldNotBeNull());
        Names(text).ShouldBe(["s1", "s2", "s3", "s4"]);
        Block(text, "new-1").ShouldContain("name: s5\n          address: \"127.0.1.5:18000\"", customMessage: text);
        Faults(text).ShouldContain("at: 20000ms, behaviour: s2, set: { latencyFactor: 1 }, capacity: 0");
        text.ShouldNotContain("kill: ");
        outage.Bench.Clock.Advance(RecordedOutage.At(90) - outage.Bench.Clock.UtcNow);
        outage.Desk.Keep();
        outage.Forget("10.0.0.11:8000", "10.0.0.12:8000", "10.0.0.13:8000", "10.0.0.14:8000", "10.0.0.12:8010", "10.0.0.13:8010");
        ScenarioText.Write(outage.Desk.Plan(incident).Plan.ShouldNotBeNull()).ShouldBe(text);
    }

    [Fact]
    public void ServersThatAreLeft_CarryItAll_AndNobodyIsToFail()
    {
        using RecordedOutage outage = Outage(isNamed: true);
        outage.Set("shop/default", 80);
        outage.Set("shop/critical", 20);
        string text = ScenarioText.Write(outage.Plan());
        text.ShouldContain("that: users-failed, during: trouble, atMost: 1%, because: \"the other servers can carry it\"");
        text.ShouldContain("that: class-success, class: critical, during: trouble, atLeast: 99%");
    }

    [Fact]
    public void CauseThatWasNotNamedThatDay_IsNotAskedFor_AndTheRestIs()
    {
        using RecordedOutage outage = Outage(isNamed: false, cause: null);
        string text = ScenarioText.Write(outage.Plan());
        text.ShouldNotContain("cause-first");
        text.ShouldContain("that: users-failed, during: trouble, onlyOn: old, atMost: 29%");
    }

    [Fact]
    public void AddressAtWhichSomebodyAnswers_IsTheServersNewPlace_AndItsDeathIsADeath()
    {
        using RecordedOutage outage = Outage(isNamed: true);
        // It moved, answered there, and died.
        outage.Server("b", Signal.Good, 8, TakenBack, 0, 60);
        outage.Server("b", Signal.FailedRefused, 8, 12, 9, 0);
        outage.Server("b", Signal.Healthy, 9, TakenBack, 0, 1);
        string text = ScenarioText.Write(outage.Plan());
        Faults(text).ShouldContain("at: 28000ms, kill: b");
        text.ShouldContain("; it gave other addresses to b: the drill keeps theirs, and plays what followed as faults of these servers; nobody answered at the addresses that it gave to c: nobody listens there in the drill, either\n");
        Block(text, "new-1").ShouldContain("name: b\n          address: \"127.0.1.2:18000\"");
    }

    [Fact]
    public void AddressAtWhichConnectionsHung_IsNotOneThatRefusesThem()
    {
        using RecordedOutage outage = Outage(isNamed: true);
        outage.Server("b", Signal.FailedConnectTimeout, 0, TakenBack, 5, 0);
        string text = ScenarioText.Write(outage.Plan());
        Faults(text).ShouldContain("at: 21000ms, freeze: b");
        Block(text, "new-1").ShouldContain("name: b\n          address: \"127.0.1.2:18000\"");
    }

    [Fact]
    public void FewerServersAndWrongOnes_AreNoChangeOfWeights()
    {
        using RecordedOutage outage = Outage(isNamed: true, withoutLast: true);
        string text = ScenarioText.Write(outage.Plan());
        text.ShouldNotContain("imbalance");
        Faults(text).ShouldContain("at: 20000ms, behaviour: d, set: { latencyFactor: 1 }, capacity: 0");
    }

    [Fact]
    public void AllAddressesWrong_AsksForWhatAGatewayCanDoThen_AndForTheSymptomOnOldAlone()
    {
        using RecordedOutage outage = Outage(isNamed: true, isAll: true);
        foreach (string server in new[] { "a", "d" })
        {
            Gone(outage, server);
        }

        string text = ScenarioText.Write(outage.Plan());
        text.ShouldNotContain("goodput-of-capacity");
        text.ShouldContain("that: detection-seconds, during: trouble, atMost: 10s");
        text.ShouldContain("that: recovery-seconds, during: after, atMost: 5s");
        text.Split("\n").Where(line => line.Contains("users-failed", StringComparison.Ordinal)).ShouldAllBe(line => line.Contains("onlyOn: old", StringComparison.Ordinal));
        text.ShouldNotContain("class-success");
    }

    /// <summary>Four servers, of which the change at the start sends b and c to other ports, until it is taken back.</summary>
    private static RecordedOutage Outage(bool isNamed, bool withoutLast = false, bool isAll = false, string? cause = "sick-server")
    {
        string page = isNamed ? RecordedOutage.Page : Slips.Select(slip => slip.Name).Append("a").Append("d").Aggregate(RecordedOutage.Page, (text, name) => text.Replace($"name: {name}, ", "", StringComparison.Ordinal));
        string bad = Slips.Aggregate(page, (text, slip) => text.Replace(slip.Right, slip.Wrong, StringComparison.Ordinal));
        bad = withoutLast ? string.Join('\n', bad.Split('\n').Where(line => !line.Contains("10.0.0.14", StringComparison.Ordinal))) : bad;
        bad = isAll ? page.Replace(":8000\"", ":8010\"", StringComparison.Ordinal) : bad;
        RecordedOutage outage = new(cause) { PresentPage = page };
        outage.Bench.Book.KeepText("configuration:bad", bad);
        outage.More.Add(Revision(EntryKind.Change, 0, RecordedOutage.Fingerprint, "bad"));
        outage.More.Add(Revision(EntryKind.Mitigation, TakenBack, "bad", RecordedOutage.Fingerprint));
        outage.More.Add(new NewEntry(EntryKind.Impact, RecordedOutage.At(20), "gateway", "impact") { Data = ImpactData.Write(new ImpactSum(RecordedOutage.Start, RecordedOutage.Start + 50, 12_000, 0, 7200, 5000, 2500, 50, 0, 0.6, RecordedOutage.Start + 9, 100, 20), RecordedOutage.Start, RecordedOutage.Start + 50) });
        outage.Pool(Signal.OfferedFirst, 240);
        foreach ((string name, string right, string wrong) in Slips)
        {
            if (isNamed)
            {
                Gone(outage, name);
                continue;
            }

            outage.Server(right, Signal.Good, 0, TakenBack, double.NaN, 60);
            outage.Server(right, Signal.FirstByteMedian, 0, TakenBack, double.NaN, 0.06);
            outage.Server(wrong, Signal.Good, 0, TakenBack, 0, double.NaN);
            outage.Server(wrong, Signal.Healthy, 0, TakenBack, 0, double.NaN);
        }

        foreach (string server in isNamed ? [] : new[] { "10.0.0.11:8000", "10.0.0.14:8000" })
        {
            outage.Server(server, Signal.Good, _ => 60);
            outage.Server(server, Signal.FirstByteMedian, _ => 0.06);
        }

        if (withoutLast)
        {
            outage.Server("d", Signal.Good, 0, TakenBack, double.NaN, 60);
            outage.Server("d", Signal.FirstByteMedian, 0, TakenBack, double.NaN, 0.06);
        }

        return outage;
    }

    private static void Gone(RecordedOutage outage, string server)
    {
        // What was on its way is answered in the second of the change.
        outage.Server(server, Signal.Good, second => second == RecordedOutage.Start ? 1 : second > RecordedOutage.Start && second < RecordedOutage.Start + TakenBack ? 0 : 60);
        outage.Server(server, Signal.FirstByteMedian, 1, TakenBack, double.NaN, 0.06);
        outage.Server(server, Signal.Healthy, 0, TakenBack, 0, 1);
    }

    private static NewEntry Revision(EntryKind kind, int after, string before, string to) =>
        new(kind, RecordedOutage.At(after), "signal", "gateway: configuration revision 2") { Data = new() { ["change"] = "configuration", ["before"] = before, ["after"] = to } };

    private static string Block(string text, string name) => text.Split($"\n  {name}: |\n")[1].Split("\n  # ")[0];

    private static string[] Names(string text) => [.. text.Split("origins:\n")[1].Split("\n\n")[0].Split('\n').Select(line => line.Trim()["- { name: ".Length..].Split(',')[0])];

    private static string[] Faults(string text) => [.. text.Split("\nfaults:\n")[1].Split("\n\n")[0].Split('\n').Select(line => line.Trim()["- { ".Length..^" }".Length])];
}
