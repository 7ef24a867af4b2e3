using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

[Trait("Category", "Slow")]
public sealed class ReplayDeskTests
{
    [Fact]
    public void ConfigurationOfTheDay_IsKept_AndBecomesAPageOfADrill()
    {
        using RecordedOutage outage = new();
        ReplayPlan plan = outage.Plan();
        outage.PresentPage = "";
        string old = plan.Old.Template();
        old.ShouldContain("protection: off");
        old.ShouldContain("address: \"{LISTEN}\"");
        old.ShouldContain("address: \"{ADMIN}\"");
        old.ShouldContain("127.0.1.4:18000");
        old.ShouldContain("path: /healthz");
        old.ShouldNotContain("10.0.0.");
        old.ShouldNotContain("/var/log");
        old.ShouldNotContain("other");
        plan.Old.IsUnprotected.ShouldBeTrue();
        plan.Old.Routes.Select(route => (route.Class, route.Path)).ShouldBe([("critical", "/checkout/drill"), ("default", "/")]);
    }

    [Fact]
    public void Outlook_SaysEveryExpectationOfThePage_AndNothingElse()
    {
        using RecordedOutage outage = new();
        Incident incident = outage.Record();
        ReplayOutlook outlook = outage.Desk.OutlookOf(incident).ShouldNotBeNull();
        string page = outage.Desk.Write(incident.Id, "anna").Text;
        string[] asked = [.. page[page.IndexOf("expect:", StringComparison.Ordinal)..].Split('\n').Where(line => line.Contains("that: ", StringComparison.Ordinal))];
        outlook.Passes.Count.ShouldBe(asked.Length, page);
        outlook.InWords().ShouldContain("the critical requests succeed");
        outlook.InWords().ShouldEndWith(" and recovery takes at most 5 s");
        outlook.InWords(isShort: true).ShouldBe($"{outlook.Passes[0]} and the other {outlook.Passes.Count - 1} conditions of its page hold");
        outage.Bench.Desk.Open("customers cannot pay", "shop", null, null, "anna");
        outage.Desk.OutlookOf(outage.Bench.Book.All.Last()).ShouldBeNull("it is not over");
    }

    [Fact]
    public void CollectorAndItsSecrets_StayOutOfADrill()
    {
        using RecordedOutage outage = new();
        outage.PresentPage = RecordedOutage.Page + "\ntelemetry: { otlp: { address: \"http://10.0.0.9:4318\", headers: { X-Tenant: hunter2 } } }\n";
        string text = outage.Desk.Write(outage.Record().Id, "anna").Text;
        text.ShouldNotContain("telemetry");
        text.ShouldNotContain("hunter2");
        text.ShouldNotContain("4318");
    }

    [Fact]
    public void NothingChangedSince_NewIsTheSameWithProtection()
    {
        using RecordedOutage outage = new();
        string text = outage.Desk.Write(outage.Record().Id, "anna").Text;
        text.ShouldContain("nothing has changed since: that of the day with protection");
        string[] pages = text.Split("\n  # ");
        pages.Single(page => page.Contains("\n  old: |")).ShouldContain("protection: off");
        pages.Single(page => page.Contains("\n  new: |")).ShouldNotContain("protection: off");
        outage.Bench.Only.Of(EntryKind.DrillWritten).ShouldHaveSingleItem().Get("drill").ShouldBe("learned-1");
    }

    [Fact]
    public void ChangedSince_NewIsWhatIsInForce()
    {
        using RecordedOutage outage = new();
        outage.Record();
        outage.PresentFingerprint = "fedcba9876543210";
        outage.PresentPage = RecordedOutage.Page.Replace("protection: off", "timeouts: { firstByte: 700ms }", StringComparison.Ordinal);
        string text = outage.Desk.Write(1, "anna").Text;
        text.ShouldContain("in force when this was written");
        text.ShouldContain("firstByte: 700ms");
    }

    [Fact]
    public void WhatDiffers_IsSaidByItsPath_AlsoWhenTheServersHaveOtherNamesNow()
    {
        using RecordedOutage outage = new();
        outage.Record();
        outage.PresentFingerprint = "fedcba9876543210";
        outage.PresentPage = RecordedOutage.Page.Replace("name: a,", "name: origin-1,", StringComparison.Ordinal).Replace("name: b,", "name: origin-2,", StringComparison.Ordinal).Replace("name: c,", "name: origin-3,", StringComparison.Ordinal)
            .Replace("name: d,", "name: a,", StringComparison.Ordinal).Replace("protection: off", "timeouts: { firstByte: 700ms }", StringComparison.Ordinal);
        string text = outage.Desk.Write(1, "anna").Text;
        text.ShouldContain("  # in force when this was written; it differs from old: protection is gone, it was off; timeouts.firstByte is new: 700ms\n  new: |");
        text.ShouldNotContain("s5");
    }

    [Theory]
    [InlineData("", "protection is gone, it was off")]
    [InlineData("protection: on", "protection is on instead of off")]
    public void ProtectionSwitchedOffBeforeIt_IsOffOnOldFromTheBeginning_AndNewIsThePresentOne(string before, string differs)
    {
        using RecordedOutage outage = BeforeWhich(before, RecordedOutage.Page);
        string text = outage.Desk.Write(outage.Record().Id, "anna").Text;
        string[] pages = text.Split("\n  # ");
        pages.Single(page => page.Contains("\n  old: |")).ShouldContain("protection: off");
        pages.Single(page => page.Contains("\n  new: |")).ShouldNotContain("protection: off");
        text.ShouldContain("with protection off from its beginning: it was switched off at ");
        text.ShouldContain($"  # in force when this was written; it differs from old: {differs}\n  new: |");
        text.ShouldNotContain("configuration: new");
        text.ShouldNotContain("new-1: |");
    }

    [Fact]
    public void ProtectionSwitchedOffWithOtherWeights_TheWeightsAloneAreAChange()
    {
        using RecordedOutage outage = BeforeWhich("", RecordedOutage.Page.Replace("weight: 50", "weight: 10", StringComparison.Ordinal));
        string text = outage.Desk.Write(outage.Record().Id, "anna").Text;
        string[] pages = text.Split("\n  # ");
        pages.Single(page => page.Contains("\n  old: |")).ShouldContain("weight: 50");
        pages.Single(page => page.Contains("\n  old: |")).ShouldContain("protection: off");
        pages.Single(page => page.Contains("\n  old-1: |")).ShouldContain("weight: 10");
        pages.Single(page => page.Contains("\n  new-1: |")).ShouldNotContain("protection: off");
        text.ShouldContain("configuration: new-1");
    }

    [Fact]
    public void ProtectionStillOff_NewIsThatOfTheDayWithProtection()
    {
        using RecordedOutage outage = BeforeWhich("protection: on", RecordedOutage.Page);
        Incident incident = outage.Record();
        outage.PresentPage = RecordedOutage.Page;
        outage.Desk.Write(incident.Id, "anna").Text.ShouldContain("  # nothing has changed since: that of the day with protection\n  new: |");
    }

    [Theory]
    [InlineData("pools: { shop: { servers: [\"10.0.0.30:8000\"] } }", "none of that day's servers is left in pool shop, so what has changed since cannot be tried: that of the day with protection")]
    [InlineData("pools: { bakery: { servers: [\"10.0.0.11:8000\"] } }", "the configuration in force has no pool shop any more: that of the day with protection")]
    public void NewThatIsThatOfTheDay_SaysWhy(string present, string said)
    {
        using RecordedOutage outage = new();
        outage.Record();
        outage.PresentFingerprint = "fedcba9876543210";
        outage.PresentPage = present;
        outage.Desk.Write(1, "anna").Text.ShouldContain($"  # {said}\n  new: |");
    }

    [Fact]
    public void SameProtectedConfiguration_SaysThatOldAndNewAreTheSame()
    {
        using RecordedOutage outage = new() { PresentPage = RecordedOutage.Page.Replace("protection: off", "", StringComparison.Ordinal) };
        outage.Record();
        outage.Desk.Write(1, "anna").Text.ShouldContain("  # nothing has changed since: old and new are the same\n");
        outage.PresentFingerprint = "fedcba9876543210";
        outage.PresentPage = outage.PresentPage.Replace("10.0.0.20:8000", "10.0.0.21:8000", StringComparison.Ordinal);
        outage.Desk.Write(1, "anna").Text.ShouldContain("  # what has changed since plays no part in this drill: old and new are the same\n");
    }

    [Fact]
    public void ServerThatAReloadNamedInTheOutage_IsSeenToDieUnderItsNewName()
    {
        using RecordedOutage outage = new("sick-server");
        outage.Bench.Book.KeepText("configuration:named", RecordedOutage.Page.Replace("name: b,", "name: origin-2,", StringComparison.Ordinal));
        outage.More.Add(Revision(EntryKind.Mitigation, 20, RecordedOutage.Fingerprint, "named"));
        foreach (Signal signal in new[] { Signal.Good, Signal.FirstByteMedian, Signal.InFlight })
        {
            double usual = signal == Signal.Good ? 60 : signal == Signal.FirstByteMedian ? 0.06 : 4;
            outage.Server("b", signal, second => second < RecordedOutage.Start + 20 ? usual : double.NaN);
            outage.Server("origin-2", signal, second => second < RecordedOutage.Start + 20 ? double.NaN : second < RecordedOutage.Start + 30 || second >= RecordedOutage.Start + 50 ? usual : signal == Signal.Good ? 0 : double.NaN);
        }

        outage.Server("b", Signal.FailedRefused, second => second < RecordedOutage.Start + 20 ? 0 : double.NaN);
        outage.Server("origin-2", Signal.FailedRefused, second => second < RecordedOutage.Start + 20 ? double.NaN : second >= RecordedOutage.Start + 30 && second < RecordedOutage.Start + 34 ? 9 : 0);
        ReplayFault fault = outage.Plan().Faults.ShouldHaveSingleItem();
        (fault.Server.Name, fault.Kind, fault.From, fault.To).ShouldBe(("b", ReplayFaultKind.Dead, RecordedOutage.Start + 30, (long?)(RecordedOutage.Start + 50)));
    }

    [Fact]
    public void ChangeThatGaveServersOtherAddresses_SaysThatThePagePlaysWhatFollowed()
    {
        using RecordedOutage outage = new("sick-server");
        outage.Bench.Book.KeepText("configuration:bad", RecordedOutage.Page.Replace("10.0.0.12:8000", "10.0.0.12:8010", StringComparison.Ordinal));
        outage.More.Add(Revision(EntryKind.Change, 0, RecordedOutage.Fingerprint, "bad"));
        ScenarioText.Write(outage.Plan()).ShouldContain("# went live before users were hurt; it gave other addresses to b: the drill keeps theirs, and plays what followed as faults of these servers");
    }

    [Fact]
    public void ChangeThatSetItOff_IsReplayedAtItsTime_AndWhatWasDoneAgainstItIsNot()
    {
        using RecordedOutage outage = new("imbalance");
        outage.Bench.Book.KeepText("configuration:bad", RecordedOutage.Page.Replace("name: b,", "name: b, weight: 0,", StringComparison.Ordinal).Replace("name: c,", "name: c, weight: 0,", StringComparison.Ordinal).Replace("weight: 50", "weight: 0", StringComparison.Ordinal));
        outage.More.Add(Revision(EntryKind.Change, 0, RecordedOutage.Fingerprint, "bad"));
        outage.More.Add(Revision(EntryKind.Mitigation, 40, "bad", RecordedOutage.Fingerprint));
        ReplayPlan plan = outage.Plan();
        plan.Changes.ShouldHaveSingleItem().Second.ShouldBe(RecordedOutage.Start);
        string text = ScenarioText.Write(plan);
        text.ShouldContain("{ at: 20000ms, configuration: new-1 }");
        text.ShouldContain("{ at: 80000ms, configuration: new }");
        text.ShouldContain("  old-1: |");
        text.ShouldContain("that: cause-first, cause: imbalance");
        text.ShouldContain("what the one server with a weight can do, less 8 %, and 5 s in which limits are found anew");
        // 99 % of the critical requests, but for five of the sixty seconds.
        text.ShouldContain("class-success, class: critical, during: trouble, atLeast: 90%");
    }

    [Fact]
    public void ServersThatWereBroughtInSince_AreInTheDrill_AndTheFaultsAreOfTheOthers()
    {
        using RecordedOutage outage = new("sick-server");
        outage.Server("b", Signal.Good, 5, 30, 0, 60);
        outage.Server("b", Signal.FailedRefused, 5, 9, 12, 0);
        outage.PresentFingerprint = "fedcba9876543210";
        outage.Record();
        outage.PresentPage = RecordedOutage.Page.Replace("protection: off", "", StringComparison.Ordinal).Replace("weight: 50 }", "weight: 50 }\n      - \"10.0.0.15:8000\"", StringComparison.Ordinal);
        ReplayPlan plan = outage.Desk.Plan(outage.Bench.Only).Plan!;
        plan.Fleet.Servers.Select(server => server.Name).ShouldBe(["a", "b", "c", "d", "s5"]);
        plan.Present.Template(plan.Fleet).ShouldContain("127.0.1.5:18000");
        plan.Old.Template(plan.Fleet).ShouldNotContain("127.0.1.5:18000");
        string text = ScenarioText.Write(plan);
        text.ShouldContain("  - { name: s5, capacity: 76, weight: 100, options: *server }");
        text.ShouldContain("kill: b }");
    }

    [Fact]
    public void NoneOfThatDaysServersIsLeft_NewIsThatOfTheDay()
    {
        using RecordedOutage outage = new();
        outage.Record();
        outage.PresentPage = "pools: { shop: { servers: [\"10.0.0.30:8000\"] } }";
        outage.Desk.Plan(outage.Bench.Only).Plan!.Fleet.Servers.Count.ShouldBe(4);
    }

    [Fact]
    public void MonthsLater_TheDrillIsTheSame_ThoughTheSeriesHaveForgotten()
    {
        using RecordedOutage outage = new("sick-server");
        outage.Server("b", Signal.Good, 5, 30, 0, 61);
        outage.Server("b", Signal.FailedRefused, 5, 9, 12, 0);
        Incident incident = outage.Record();
        string before = ScenarioText.Write(outage.Desk.Plan(incident).Plan!);
        outage.Bench.Clock.Advance(RecordedOutage.At(90) - outage.Bench.Clock.UtcNow);
        outage.Desk.Keep();
        outage.Forget();
        ScenarioText.Write(outage.Desk.Plan(incident).Plan!).ShouldBe(before);
    }

    [Fact]
    public void SeriesThatWereNotKept_AreMissed()
    {
        using RecordedOutage outage = new("sick-server");
        outage.Server("b", Signal.FirstByteMedian, _ => 0.061);
        Incident incident = outage.Record();
        string before = ScenarioText.Write(outage.Desk.Plan(incident).Plan!);
        outage.Forget();
        ScenarioText.Write(outage.Desk.Plan(incident).Plan!).ShouldNotBe(before);
    }

    [Fact]
    public void SecondsThatWereNotKept_AreSaid_AndWithoutAServerThatFails_ThereIsNoDrill()
    {
        using RecordedOutage outage = new();
        Incident incident = outage.Record();
        ScenarioText.Write(outage.Desk.Plan(incident).Plan!).ShouldContain("medians of five seconds");
        outage.Bench.Clock.Advance(TimeSpan.FromHours(2));
        ScenarioText.Write(outage.Desk.Plan(incident).Plan!).ShouldContain("means of ten seconds or a minute: its seconds were not kept");
        using RecordedOutage sick = new("sick-server");
        Incident ill = sick.Record();
        sick.Desk.Plan(ill).Plan.ShouldNotBeNull();
        sick.Bench.Clock.Advance(TimeSpan.FromHours(2));
        sick.Desk.Plan(ill).Problem.ShouldContain("on the configuration of that day such a drill would pass");
    }

    [Fact]
    public void SecondsThatWereKept_AreSeconds_HoursLater()
    {
        using RecordedOutage outage = new("sick-server");
        Incident incident = outage.Record();
        outage.Bench.Clock.Advance(RecordedOutage.At(90) - outage.Bench.Clock.UtcNow);
        outage.Desk.Keep();
        outage.Bench.Clock.Advance(TimeSpan.FromHours(2));
        ScenarioText.Write(outage.Desk.Plan(incident).Plan.ShouldNotBeNull()).ShouldContain("medians of five seconds");
    }

    [Fact]
    public void WithoutTheConfigurationOfTheDay_ThereIsNoDrill_AndItSaysWhy()
    {
        using RecordedOutage outage = new() { PresentPage = new string(' ', 300 * 1024) };
        ReplayAnswer answer = outage.Desk.Write(outage.Record().Id, "anna");
        (answer.Outcome, answer.Text).ShouldBe((DeskOutcome.Refused, ""));
        answer.Problem!.ShouldContain("was not kept");
    }

    [Fact]
    public void OutageThatLasts_HasNoDrillYet()
    {
        using RecordedOutage outage = new();
        outage.Bench.Book.Open(new NewEntry(EntryKind.Opened, RecordedOutage.At(0), "detection", "unusual") { Data = new() { ["pool"] = "shop" } });
        outage.Desk.Write(1, "anna").Problem!.ShouldContain("is not over");
        outage.Desk.Write(7, "anna").Outcome.ShouldBe(DeskOutcome.NotFound);
    }

    /// <summary>Ten seconds before users were hurt a configuration went live that has protection off; it was taken back since.</summary>
    /// <param name="protection">What was written before.</param>
    private static RecordedOutage BeforeWhich(string protection, string changed)
    {
        RecordedOutage outage = new() { PresentPage = RecordedOutage.Page.Replace("protection: off", protection, StringComparison.Ordinal) };
        outage.Bench.Book.KeepText("configuration:off", changed);
        outage.More.Add(Revision(EntryKind.Change, -10, RecordedOutage.Fingerprint, "off"));
        return outage;
    }

    private static NewEntry Revision(EntryKind kind, int after, string before, string to) =>
        new(kind, RecordedOutage.At(after), "signal", "gateway: configuration revision 2") { Data = new() { ["change"] = "configuration", ["before"] = before, ["after"] = to } };
}
