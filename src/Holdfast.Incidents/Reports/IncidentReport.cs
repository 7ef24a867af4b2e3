using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Reports;

/// <summary>An incident as GET /api/incidents/ID shows it. Times are UTC; null for what has not happened or was not recorded.</summary>
/// <param name="DownSeconds">The outages added up.</param>
/// <param name="ElapsedSeconds">From the first start to the last end.</param>
/// <param name="Next">What is to be done next, in sentences.</param>
public sealed record IncidentReport(
    long Id,
    string Title,
    string Status,
    string Severity,
    string? Pool,
    bool OpenedByHand,
    DateTimeOffset OpenedAt,
    DateTimeOffset? Start,
    DateTimeOffset? End,
    double? DownSeconds,
    double? ElapsedSeconds,
    DateTimeOffset? DeclaredAt,
    DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedBy,
    DateTimeOffset? ResolvedAt,
    ImpactReport Impact,
    CauseStatementReport? Cause,
    IReadOnlyList<OutageReport> Outages,
    IReadOnlyDictionary<string, string> Roles,
    string Fingerprint,
    bool Durable,
    IReadOnlyList<string> Next,
    IReadOnlyList<TimelineEntryReport> Timeline)
{
    /// <summary>Null while something is left to be learned from it.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it was closed without a postmortem, or without a drill in it; null where it has both.</summary>
    public string? ClosedBecause { get; init; }

    /// <summary>detection, hand or alert.</summary>
    public string OpenedBy { get; init; } = "detection";

    /// <summary>What the diagnosis had stated where people have corrected the cause; null elsewhere.</summary>
    public CauseStatementReport? Diagnosed { get; init; }

    /// <summary>What is all but sure to be the cause and was not stated, in a sentence without a full stop; null where a cause was stated, or nothing is.</summary>
    public string? MostLikely { get; init; }

    /// <summary>The incident of the same pool that ended shortly before and of which this one is no relapse; null for none.</summary>
    public long? Follows { get; init; }

    /// <summary>The incident that this suspicion became an outage of when it was declared; null for none.</summary>
    public long? JoinedTo { get; init; }

    /// <summary>Number of the outage whose cause it is; null while none is known.</summary>
    public int? CauseOutage { get; init; }

    /// <summary>The cause was found before users were hurt by what the last outage was declared for: nobody has said that it is that one's.</summary>
    public bool CauseIsBeforeHarm { get; init; }

    /// <summary>What was stated to belong to it, and no series knows because the gateway was gone; null for nothing.</summary>
    public Unrecorded? Unrecorded { get; init; }

    /// <summary>It is the gateway itself that was gone.</summary>
    public bool IsGatewayGone { get; init; }

    /// <summary>What the diagnosis says of the cause now; null when it is over, or nobody looks at it.</summary>
    public CauseNowReport? Now { get; init; }
}
