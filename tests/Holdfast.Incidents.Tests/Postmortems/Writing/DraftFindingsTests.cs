using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

/// <summary>What Holdfast writes is held to every rule, guidance included.</summary>
public sealed class DraftFindingsTests
{
    public static TheoryData<string?, bool> Causes()
    {
        TheoryData<string?, bool> causes = [];
        foreach (string? cause in new[] { null, "surge", "sick-server", "pool-exhaustion", "imbalance", "bad-deployment", "network", "one-client", "retry-storm", "monitoring-load" })
        {
            causes.Add(cause, true);
            causes.Add(cause, false);
        }

        return causes;
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void DraftOfALiveOutage_HasNoFindings(string? cause, bool hasChange) => Check(new LiveOutage { Cause = cause, HasChange = hasChange });

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void DraftOfWhatEndedByItselfOrWasNeverSuspected_HasNoFindings(bool hasMitigation, bool isSuspected)
    {
        Check(new LiveOutage { HasMitigation = hasMitigation, IsSuspected = isSuspected });
        Check(new LiveOutage { Cause = null, HasMitigation = hasMitigation, IsSuspected = isSuspected });
    }

    [Fact]
    public void DraftOfALostMachineWithARelapse_HasNoFindings_AndAsksForAnotherMachine()
    {
        LiveOutage outage = new() { Cause = "sick-server", HasMitigation = false, IsOfAMachine = true };
        Check(outage);
        string markdown = Lint(outage).Markdown;
        markdown.ShouldContain("# Pool shop lost all of its servers at once");
        markdown.ShouldContain("shares no machine, network or release with the others");
        markdown.ShouldContain("Relapse: outage 2 began, detected at ");
        markdown.ShouldNotContain("The trigger was");
    }

    [Theory]
    [InlineData(-20)]
    [InlineData(-90)]
    public void DraftOfWhatWasSeenBeforeAnybodyWasHurt_HasNoFindings(int after)
    {
        Check(new LiveOutage { SeenAfter = after });
        Check(new LiveOutage { Cause = null, SeenAfter = after });
    }

    [Fact]
    public void WhatNobodyWasTold_IsSaid_AndHasNoErrors()
    {
        (string markdown, LintReport report) = Lint(new LiveOutage { IsTold = false });
        markdown.ShouldContain("No escalation was recorded.");
        markdown.ShouldContain("No message to users was recorded.");
        report.Findings.ShouldNotContain(finding => finding.Severity == LintSeverity.Format || finding.Severity == LintSeverity.Contradiction, Words(markdown, report));
    }

    [Fact]
    public void UnknownCause_IsNotInvented()
    {
        (string markdown, _) = Lint(new LiveOutage { Cause = null });
        markdown.ShouldContain("**Root cause:** Not determined from the records.");
        markdown.ShouldContain("the cause was not identified.");
        markdown.ShouldContain("suspected the network, and none was confirmed");
    }

    private static void Check(LiveOutage outage)
    {
        (string markdown, LintReport report) = Lint(outage);
        report.Findings.ShouldNotContain(finding => finding.Severity != LintSeverity.Note, Words(markdown, report));
        report.Words.ShouldBeInRange(PostmortemWriter.WordsLeast, PostmortemWriter.WordsMost, markdown);
    }

    private static (string Markdown, LintReport Report) Lint(LiveOutage outage)
    {
        using Bench bench = new();
        Incident incident = outage.Record(bench.Book);
        bench.Clock.Advance(incident.ResolvedAt!.Value - bench.Clock.UtcNow);
        PostmortemDesk desk = new(bench.Desk, () => new Holdfast.Incidents.Escalation.EscalationConfig { Team = "shop team" }, null, text => PostmortemLinter.Check(text).Findings);
        desk.Draft(incident.Id, null, PostmortemDesk.OwnName);
        string markdown = desk.Read(incident.Id)!.Markdown;
        return (markdown, PostmortemLinter.Check(markdown));
    }

    private static string Words(string markdown, LintReport report) => string.Join('\n', report.Findings.Select(finding => $"{finding.Rule} {finding.Severity}: {finding.Message} [{finding.Quote}]")) + "\n" + markdown;
}
