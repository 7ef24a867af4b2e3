using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Reports;

/// <summary>One run as it is kept: verdicts, figures for the comparison, and the series that the charts draw. Also the JSON's shape.</summary>
public sealed record DrillReport
{
    /// <summary>Of this shape; a reader refuses others.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required string Drill { get; init; }

    public required string Title { get; init; }

    public required string Gateway { get; init; }

    public required bool Quick { get; init; }

    public required ulong Seed { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string Unit { get; init; }

    public required bool Passed { get; init; }

    /// <summary>Why the run ended before its time; null when it did not.</summary>
    public string? Aborted { get; init; }

    /// <summary>Why the figures may not be trusted: the load generator itself was short of something.</summary>
    public string? Doubt { get; init; }

    /// <summary>It ran on the configuration of the day of the outage, where a failure is the proof that the page is that outage.</summary>
    public bool OnOldConfiguration { get; init; }

    /// <summary>What went wrong that day, as the page has it; null where it does not say.</summary>
    public RecordedHarm? Recorded { get; init; }

    /// <summary>Requests that the generator could not send for lack of descriptors, ports or memory.</summary>
    public long Unsent { get; init; }

    /// <summary>
    /// One that hurt its users far more or far less than that day did is not that outage, and proves nothing of it.
    /// With a doubt neither a pass nor a near miss says anything. A generator that is some milliseconds late does not lose a quarter of the
    /// requests, of all or of a class: what is missed by so much has failed all the same. One that could not send some may lose any share.
    /// Where a failure is the good end it must be as sound as a pass elsewhere: there a doubt leaves nothing.
    /// </summary>
    public DrillOutcome Outcome =>
        Aborted is not null ? DrillOutcome.Failed
        : Doubt is null ? Passed ? DrillOutcome.Passed : IsOtherOutage ? DrillOutcome.Inconclusive : DrillOutcome.Failed
        : Unsent == 0 && !OnOldConfiguration && Verdicts.Any(static verdict => verdict.MissedByFar) ? DrillOutcome.Failed
        : DrillOutcome.Inconclusive;

    /// <summary>
    /// It failed on the configuration of that day, and not as that day did. Not where its figures say nothing: half a run has half of them, and with a doubt they
    /// are the load generator's.
    /// </summary>
    public bool IsOtherOutage => !Passed && Aborted is null && Doubt is null && ReproducedHarm.Problem(this) is not null;

    public required DrillFigures Figures { get; init; }

    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    public IReadOnlyList<PhaseSpan> Phases { get; init; } = [];

    public IReadOnlyList<RunEvent> Events { get; init; } = [];

    public IReadOnlyList<ReportedClass> Classes { get; init; } = [];

    public IReadOnlyList<ReportedServer> Servers { get; init; } = [];

    public IReadOnlyList<ReportedPhase> PhaseClasses { get; init; } = [];

    /// <summary>What the gateway itself has counted when the run ended.</summary>
    public IReadOnlyDictionary<string, double> Counters { get; init; } = new Dictionary<string, double>();

    public ReportedGateway Usage { get; init; } = new([], [], []);

    /// <summary>Second by second: what the living servers could do.</summary>
    public IReadOnlyList<double> Capacity { get; init; } = [];

    /// <summary>Second by second: good answers, or sessions held.</summary>
    public IReadOnlyList<double> Delivered { get; init; } = [];
}
