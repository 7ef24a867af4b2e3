using System.Globalization;
using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Lifecycle;

public sealed class NextStepsTests : IDisposable
{
    private readonly Bench bench = new();

    public NextStepsTests() => bench.Run(100);

    public void Dispose() => bench.Dispose();

    [Fact]
    public void SuspicionThatHurtsNobody_SaysHowItGoesOn()
    {
        bench.Suspect();
        bench.Run(5);
        Steps().ShouldBe(["Nobody is called for a suspicion: it is declared when users are hurt, or passes by itself. Whoever wants to look after it: holdfast incident ack 1"]);
    }

    [Fact]
    public void SuspicionThatHurtsAFew_DoesNotSayThatNobodyIsHurt()
    {
        bench.Break(100, 0.02);
        bench.Run(3);
        bench.Suspect();
        bench.Run(5);
        bench.Only.Impact.BadSeconds.ShouldBeGreaterThan(0);
        Steps()[0].ShouldBe("So far too few users were hurt, or for too short a time, to declare it (8.6 % of the requests of a minute, 4.3 % of five minutes, 1.4 % of an hour, 0.6 % of six hours)");
        Steps()[1].ShouldStartWith("Nobody is called for a suspicion: it is declared when more are hurt, or passes by itself.");
    }

    /// <summary>The sentence is a copy of what the detection has: of the burn rates that are registered, at its service level.</summary>
    [Fact]
    public void SharesFromWhichItIsDeclared_AreThoseOfTheBurnRates()
    {
        SecondView view = new(bench.Series, DiagnosisSettings.Default);
        view.MoveTo(bench.Second);
        string[] windows = ["a minute", "five minutes", "an hour", "six hours"];
        BurnRate[] rates = [.. DetectorRegistry.Create().OfType<BurnRate>()];
        string[] shares = [.. rates.Zip(windows, (rate, window) => string.Create(CultureInfo.InvariantCulture, $"{100 * Allowed(rate):0.#} % of {window}"))];
        rates.Select(rate => rate.Name).ShouldBe(["burn-rate-1m", "burn-rate-5m", "burn-rate-1h", "burn-rate-6h"]);
        NextSteps.Threshold.Replace(" of the requests", "", StringComparison.Ordinal).ShouldBe(string.Join(", ", shares));

        double Allowed(BurnRate rate)
        {
            List<Measurement> measured = [];
            rate.Measure(view, measured);
            return measured[0].Reference;
        }
    }

    [Fact]
    public void SuspicionThatSomebodyLooksAfter_SaysWhoIsTold()
    {
        bench.Suspect();
        bench.Run(5);
        bench.Desk.Acknowledge(1, "anna").Outcome.ShouldBe(DeskOutcome.Done);
        Steps()[0].ShouldBe("anna has acknowledged it: anna is told when it is declared (the first level where the policy does not know anna), and when it passes it is kept as an incident");
    }

    [Fact]
    public void SuspicionThatComesBack_HasTheAdviceOfItsOwnCause_AndNotThatOfTheOneThatPassed()
    {
        bench.Suspect();
        bench.Run(2);
        bench.FindCause();
        bench.Run(2);
        bench.Clear();
        bench.Run(10);
        bench.Only.Status.ShouldBe(IncidentStatus.Dismissed);
        bench.Suspect(number: 2);
        bench.Run(2);
        (bench.Only.Status, bench.Only.Cause is not null).ShouldBe((IncidentStatus.Suspected, true), "the cause is that of the one that passed");
        Steps().ShouldNotContain(step => step.StartsWith("Raise limits", StringComparison.Ordinal));
        bench.FindCause(DeadServers.Cause(bench.Second, refuse: false, "web-1"), DeadServers.Offered("web-1"));
        bench.Run(2);
        Steps()[^1].ShouldStartWith("Or replace web-1");
    }

    [Fact]
    public void FirstSuspicionWithACause_HasItsAdvice()
    {
        bench.Suspect();
        bench.Run(2);
        bench.FindCause();
        bench.Run(2);
        Steps()[^1].ShouldBe("Raise limits.connections of pool shop if the servers can hold more (holdfast reload)");
    }

    [Fact]
    public void GatewayThatWasGone_IsToBeLookedAfter()
    {
        bench.Book.Open(
            new NewEntry(EntryKind.Opened, bench.Clock.UtcNow, "detection", "gone") { Data = new() { ["key"] = "gap:1", ["title"] = "gateway: gone" } },
            new NewEntry(EntryKind.Declared, bench.Clock.UtcNow, "detection", "gone"),
            new NewEntry(EntryKind.Cleared, bench.Clock.UtcNow, "detection", "serves again"));
        Steps()[0].ShouldStartWith("Find out why the gateway's process ended");
    }

    [Theory]
    [InlineData(EntryKind.PostmortemDrafted, "Read the draft of its postmortem and have it reviewed: holdfast postmortem show 1")]
    [InlineData(EntryKind.ReviewRequested, "Its postmortem waits for the review of carla: holdfast postmortem review 1")]
    [InlineData(EntryKind.ReviewReturned, "Its postmortem was returned: holdfast postmortem show 1")]
    [InlineData(EntryKind.ReviewApproved, "Its postmortem is approved: holdfast postmortem publish 1")]
    [InlineData(EntryKind.PostmortemPublished, null)]
    public void ResolvedOne_IsToBeLearnedFrom(EntryKind last, string? step)
    {
        bench.Outage();
        bench.Desk.Resolve(1, "raised", "anna").Outcome.ShouldBe(DeskOutcome.Done);
        foreach (EntryKind kind in new[] { EntryKind.PostmortemDrafted, EntryKind.ReviewRequested, last }.Distinct().TakeWhile(kind => kind != last).Append(last))
        {
            bench.Book.Add(1, new NewEntry(kind, bench.Clock.UtcNow, "ben", "step") { Data = new() { ["version"] = "1", ["reviewer"] = "carla", ["hash"] = "h" } });
        }

        Steps().ShouldBe(step is null ? [] : [step]);
    }

    private List<string> Steps() => NextSteps.Of(bench.Book.All.Last(), bench.Settings);
}
