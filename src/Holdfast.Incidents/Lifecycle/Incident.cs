using System.Collections.Immutable;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>An incident as its timeline tells it: nothing here is kept anywhere else. Immutable. Next: <see cref="IncidentFold"/>.</summary>
public sealed record Incident
{
    public const string Hand = "hand";
    public const string Alert = "alert";

    private readonly string recordedTitle = "";

    public required long Id { get; init; }

    public string Title { get => Correction is { } corrected && !IsByHand ? $"{Service}: {corrected.InShort}" : recordedTitle; init => recordedTitle = value; }

    /// <summary>The pool that suffers most; "" when it is the whole gateway.</summary>
    public string Pool { get; init; } = "";

    public IncidentStatus Status { get; init; }

    /// <summary>The worst that was recorded or said; while it is only suspected nothing is recorded, and what was measured so far counts.</summary>
    public Severity Severity => IsSeverityFixed ? StatedSeverity : (Severity)Math.Min((int)StatedSeverity, (int)SeverityRule.Of(Impact));

    /// <summary>As it was recorded last.</summary>
    public Severity StatedSeverity { get; init; } = Severity.Sev4;

    /// <summary>Somebody has said how bad it is: measurements do not change it any more.</summary>
    public bool IsSeverityFixed { get; init; }

    /// <summary>Not by detection: people, or alerts from outside, have opened it, and end it too.</summary>
    public bool IsByHand { get; init; }

    /// <summary>detection, hand or alert.</summary>
    public string OpenedBy { get; init; } = "detection";

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>What stood for its postmortem or its drill when it was closed; null while it is not, and where it has both.</summary>
    public string? ClosedBecause => ClosedAt is null ? null : Entries.FindLast(entry => entry.Kind == EntryKind.Closed)?.Get(ClosingRule.BecauseKey);

    /// <summary>What the diagnosis has stated; <see cref="Correction"/> says what people have made of it.</summary>
    public CauseStatement? Cause { get; init; }

    /// <summary>By the postmortem that was published last of those that say the cause; null where it says what the diagnosis said.</summary>
    public CauseCorrection? Correction { get; init; }

    /// <summary>The cause that stands: of people where they have corrected it; null where nobody knows.</summary>
    public string? CauseName => Correction?.Name ?? Cause?.Name;

    public ImmutableList<Outage> Outages { get; init; } = [];

    /// <summary>How many were taken for outages of this one, and are incidents of their own.</summary>
    public int Separated { get; init; }

    /// <summary>What was all but sure in the last outage and was not stated; null where a cause was, or nothing was.</summary>
    public LikelyCause? Likely => LastOutage is { } outage ? LikelyCause.Of(this, outage) : null;

    /// <summary>Of the last outage; 0 while there was none.</summary>
    public int Round => LastOutage?.Round ?? 0;

    /// <summary>Of the outage that lasts, or else of the one that a suspicion may become.</summary>
    public int PresentRound => LastOutage is { ClearedAt: null } ? Round : NextRound;

    /// <summary>Of the outage that comes next.</summary>
    public int NextRound => Outages.Count + Separated + 1;

    /// <summary>The outage that a suspicion may become, with what users have felt of it; null where nothing was suspected.</summary>
    public Outage? Doubt { get; init; }

    public ImpactSum Impact { get; init; } = ImpactSum.None;

    /// <summary>What was stated to belong to it and was recorded by nobody; null for nothing.</summary>
    public Unrecorded? Unrecorded => Unrecorded.Of(this);

    /// <summary>Whether anything tells how many users it hit: what nobody measured is not 0.</summary>
    public bool AreUsersKnown => !GapFinder.IsGap(this) && (Impact.BadSeconds > 0 || (Unrecorded is null && (Outages.Count == 0 || Of(EntryKind.Impact).Any())));

    /// <summary>The same of one of its outages.</summary>
    public bool AreUsersKnownOf(Outage outage) => !GapFinder.IsGap(this) && (outage.Impact.BadSeconds > 0 || Of(EntryKind.Impact).Any(entry => entry.Number("to") >= outage.Onset.ToUnixTimeSeconds()));

    public ImmutableSortedDictionary<string, string> Roles { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>In the order of the records.</summary>
    public ImmutableList<TimelineEntry> Entries { get; init; } = [];

    /// <summary>In the order in which things happened; those of one second in the order in which they were recorded.</summary>
    public IEnumerable<TimelineEntry> Story => Entries.OrderBy(entry => entry.HappenedAt).ThenBy(entry => entry.Id);

    public bool IsOpen => IsOpenIn(Status);

    public Outage? LastOutage => Outages.Count == 0 ? null : Outages[^1];

    /// <summary>What users are hurt by now, if they are: an outage, or what is only suspected.</summary>
    public Outage? Present => Status == IncidentStatus.Suspected ? Doubt : LastOutage;

    /// <summary>Since when users were hurt; null while nobody was.</summary>
    public DateTimeOffset? Start => Outages.Count == 0 ? Doubt?.ImpactStart : Outages[0].Start;

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? End => Outages.Count == 0 ? (Doubt is { ImpactStart: not null } ? Doubt.End : null) : LastOutage!.End;

    /// <summary>From the first start to the last end, with the well times in between.</summary>
    public TimeSpan? Elapsed => End - Start;

    /// <summary>The outages alone, added up: never kept, always computed.</summary>
    public TimeSpan Downtime => Outages.Count == 0 ? Elapsed ?? TimeSpan.Zero : new(Outages.Sum(outage => outage.End is { } end ? (end - outage.Start).Ticks : 0));

    /// <summary>When it was noticed for the first time, by detection or by somebody.</summary>
    public DateTimeOffset DetectedAt => OpenedAt;

    public DateTimeOffset? DeclaredAt => Entries.Find(entry => entry.Kind == EntryKind.Declared)?.HappenedAt ?? (IsByHand ? OpenedAt : null);

    /// <summary>Number of the outage whose cause it is; 0 while none is known.</summary>
    public int CauseOutage => Cause is null ? 0 : 1 + Entries.TakeWhile(entry => entry.Reference != Cause.Reference).Sum(IncidentFold.OutagesMore);

    /// <summary>What was found before the last relapse is an earlier outage's: nobody knows yet whether it is this one's.</summary>
    public bool IsCauseOfLastOutage => CauseOutage >= Math.Max(1, Outages.Count) && !IsCauseBeforeHarm;

    /// <summary>It was found of a doubt, before users were hurt by what the outage was declared for: whether it is that one's, nobody has said.</summary>
    public bool IsCauseBeforeHarm => Cause is { } cause && CauseOutage >= Math.Max(1, Outages.Count) && LastOutage?.IsHarmLaterThan(cause.At) == true;

    /// <summary>The incident of the same pool that ended shortly before and of which this one is no relapse; null for none.</summary>
    public long? Follows => JoinedTo is null && Entries.Count > 0 && Entries[0].Number("follows") is > 0 and var id ? (long)id : null;

    /// <summary>The incident that this suspicion became an outage of; null for none.</summary>
    public long? JoinedTo => Status == IncidentStatus.Dismissed && Entries.FindLast(entry => entry.Kind == EntryKind.Dismissed)?.Number(IncidentBeginning.JoinedKey) is > 0 and var id ? (long)id : null;

    /// <summary>When trouble of the same kind joins it: the service and what suffers.</summary>
    public string Fingerprint => $"{Service}/{CauseName ?? "undetermined"}";

    /// <summary>
    /// What was done against it, by people or by the gateway. What the gateway does at all times is told with a cause, and is no step: nothing
    /// happened then. Nor is what began it, and to take that back is one.
    /// </summary>
    public IEnumerable<TimelineEntry> Steps => Entries.Where(entry => ChangeScope.IsOf(entry, Pool)
        && ((entry.Kind == EntryKind.Mitigation && !FindingEntries.IsStanding(entry) && !TriggerChanges.IsTrigger(this, entry)) || TriggerChanges.TakesTriggerBack(this, entry)));

    private string Service => Pool.Length == 0 ? "gateway" : Pool;

    /// <summary>The states in which it is not over for good.</summary>
    public static bool IsOpenIn(IncidentStatus status) => status is IncidentStatus.Suspected or IncidentStatus.Confirmed or IncidentStatus.Monitoring;

    public IEnumerable<TimelineEntry> Of(EntryKind kind) => Entries.Where(entry => entry.Kind == kind);
}
