using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Replay;

/// <summary>All that a drill of an incident is made of. Immutable. Next: <see cref="ScenarioText"/>.</summary>
/// <param name="Old">In force when it began.</param>
/// <param name="Present">In force now, or the old one with protection when nothing has changed since.</param>
/// <param name="Changes">Configurations that went live before it began to hurt, with their second.</param>
/// <param name="Announced">Deployments that were told shortly before.</param>
internal sealed record ReplayPlan(
    Incident Incident,
    TimeScale Time,
    ReplayConfiguration Old,
    ReplayConfiguration Present,
    IReadOnlyList<(long Second, ReplayConfiguration Configuration)> Changes,
    IReadOnlyList<(long Second, string What)> Announced,
    ServerEstimate Server,
    IReadOnlyList<ReplayFault> Faults,
    IReadOnlyList<LoadShape> Load,
    double Scale)
{
    /// <summary>From that second on its seconds were not kept: what is known are means of ten seconds, or of a minute. Null where all were.</summary>
    public long? CoarseFrom { get; init; }

    /// <summary>Of so many of its seconds nothing was recorded: what was asked for before and after stands there.</summary>
    public int UnrecordedSeconds { get; init; }

    /// <summary>Load broke the servers: the cause says so, or, where none was stated, that twice as much was asked for.</summary>
    public bool IsByLoad { get; init; }

    /// <summary>Part of the requests of the trouble that failed or were refused that day, 0 to 1.</summary>
    public double FailedShare { get; init; }

    /// <summary>The same with those that were answered later than a user of the drill waits; null where that is not known.</summary>
    public double? FailedOrLateShare { get; init; }

    /// <summary>Where users held sessions until hosts died of them; null for every other outage.</summary>
    public SessionCrowd? Sessions { get; init; }

    /// <summary>Of which gateway's incidents this is one; null where that is not said.</summary>
    public string? Instance { get; init; }

    /// <summary>Which of its outages it plays; null for all.</summary>
    public PlayedPart? Part { get; init; }

    /// <summary>Where <see cref="Present"/> comes from.</summary>
    public PresentBasis Basis { get; init; }

    /// <summary>When protection was switched off in the quiet before: <see cref="Old"/> has it off from its beginning. Null where it was not.</summary>
    public long? UnprotectedAt { get; init; }

    /// <summary>Every server of the drill; faults are of those of that day.</summary>
    public ReplayFleet Fleet { get; } = ReplayFleet.Of([Old, .. Changes.Select(change => change.Configuration), Present]);

    public string Name => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"learned-{Incident.Id}");

    /// <summary>At its best a server answers twice as slowly as when it is quiet: what it does well is less.</summary>
    public double Capacity => Sessions?.Places ?? Math.Max(1, Math.Round(Server.DoneWell(Scale)));
}
