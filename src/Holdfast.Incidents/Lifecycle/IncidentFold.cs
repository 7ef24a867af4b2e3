using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>What one entry makes of an incident. The same entries always give the same incident.</summary>
internal static class IncidentFold
{
    // Apart for longer, two times of harm are two matters.
    private static readonly TimeSpan SameHarm = TimeSpan.FromSeconds(30);

    public static Incident Apply(Incident? before, TimelineEntry entry)
    {
        Incident incident = before ?? new Incident { Id = entry.Incident, OpenedAt = entry.HappenedAt };
        incident = Changed(incident with { Entries = incident.Entries.Add(entry) }, entry);
        // Whatever opens it again, and however late it is recorded: when it was closed is told of what is closed.
        return incident is { ClosedAt: not null, Status: not IncidentStatus.Closed } ? incident with { ClosedAt = null } : incident;
    }

    /// <summary>How many outages an entry adds to those that there are.</summary>
    public static int OutagesMore(TimelineEntry entry) => entry.Kind switch
    {
        EntryKind.Relapsed when entry.Get("state") != "suspected" => 1,
        EntryKind.Separated => -1,
        _ => 0,
    };

    /// <summary>As it was when its last relapse came; null when there was none.</summary>
    public static Incident? BeforeRelapse(Incident incident) =>
        incident.Entries.FindLastIndex(entry => entry.Kind == EntryKind.Relapsed) is > 0 and int at ? incident.Entries.Take(at).Aggregate((Incident?)null, Apply) : null;

    private static Incident Changed(Incident incident, TimelineEntry entry) => entry.Kind switch
    {
        EntryKind.Opened => Opened(incident, entry),
        EntryKind.Declared => Declared(incident, entry),
        EntryKind.Impact => Measured(incident, entry),
        EntryKind.Cleared => Cleared(incident, entry),
        EntryKind.Relapsed => Relapsed(incident, entry),
        EntryKind.CauseFound => incident with { Cause = CauseOf(entry), Title = TitleOf(incident, entry) },
        EntryKind.Severity => incident with { StatedSeverity = SeverityOf(entry) ?? incident.StatedSeverity, IsSeverityFixed = incident.IsSeverityFixed || entry.Get("by") == "hand" },
        EntryKind.Acknowledged => incident with { AcknowledgedAt = incident.AcknowledgedAt ?? entry.HappenedAt, AcknowledgedBy = incident.AcknowledgedBy ?? entry.Author },
        EntryKind.Role => incident with { Roles = incident.Roles.SetItem(entry.Get("role") ?? "", entry.Get("person") ?? entry.Author) },
        EntryKind.Resolved => Resolved(incident, entry),
        EntryKind.Dismissed => incident with { Status = IncidentStatus.Dismissed, ResolvedAt = entry.HappenedAt, Doubt = incident.Doubt is { } doubt ? doubt with { ClearedAt = entry.HappenedAt } : null },
        EntryKind.Separated => Separated(incident),
        EntryKind.PostmortemPublished => incident with { Correction = CauseCorrection.After(entry, incident.Correction) },
        EntryKind.Closed => incident with { Status = IncidentStatus.Closed, ClosedAt = entry.HappenedAt },
        // What was learned is open again; what users felt stays over.
        EntryKind.Reopened => incident with { Status = IncidentStatus.Resolved },
        _ => incident,
    };

    private static Incident Opened(Incident incident, TimelineEntry entry)
    {
        string by = entry.Get("by") ?? "detection";
        bool isByHand = by is Incident.Hand or Incident.Alert;
        return incident with
        {
            OpenedAt = entry.HappenedAt,
            IsByHand = isByHand,
            OpenedBy = by,
            Title = entry.Get("title") ?? entry.Text,
            Pool = entry.Get("pool") ?? "",
            StatedSeverity = SeverityOf(entry) ?? Severity.Sev4,
            IsSeverityFixed = by == Incident.Hand && SeverityOf(entry) is not null,
            Status = isByHand ? IncidentStatus.Confirmed : IncidentStatus.Suspected,
            Outages = isByHand ? [new Outage(1, entry.Time("onset") ?? entry.HappenedAt, null, null, null, null) { CalledFrom = entry.RecordedAt }] : incident.Outages,
            Doubt = isByHand ? null : DoubtOf(incident, entry),
        };
    }

    private static Incident Declared(Incident incident, TimelineEntry entry)
    {
        // What users felt while it was only suspected is of this outage.
        Outage? doubt = incident.Status == IncidentStatus.Suspected ? incident.Doubt : null;
        DateTimeOffset onset = entry.Time("onset") ?? entry.HappenedAt;
        // People were faster: detection joins what they have opened.
        bool joins = incident.LastOutage is { DeclaredAt: null, ClearedAt: null };
        Outage outage = joins
            ? incident.LastOutage! with { Onset = onset < incident.LastOutage!.Onset ? onset : incident.LastOutage.Onset, DeclaredAt = entry.HappenedAt }
            : new Outage(incident.Outages.Count + 1, onset, entry.HappenedAt, null, doubt?.ImpactStart, doubt?.ImpactEnd) { Round = incident.NextRound, CalledFrom = entry.RecordedAt, HarmFrom = doubt?.HarmFrom, Impact = doubt?.Impact ?? ImpactSum.None };
        return incident with
        {
            Status = IncidentStatus.Confirmed,
            Pool = entry.Get("pool") ?? incident.Pool,
            // What people have called it stays; a cause that was found says more.
            Title = incident.IsByHand || incident.Cause is not null ? incident.Title : entry.Get("title") ?? incident.Title,
            ResolvedAt = null,
            Doubt = null,
            Outages = joins ? incident.Outages.SetItem(incident.Outages.Count - 1, outage) : incident.Outages.Add(outage),
        };
    }

    private static Incident Measured(Incident incident, TimelineEntry entry)
    {
        ImpactSum sum = ImpactData.Read(entry);
        incident = incident with { Impact = incident.Impact.Add(sum) };
        return incident.Status == IncidentStatus.Suspected
            ? incident with { Doubt = incident.Doubt is { } doubt ? Felt(doubt, sum) : null }
            : incident.LastOutage is { } outage ? Renamed(incident with { Outages = incident.Outages.SetItem(incident.Outages.Count - 1, Felt(outage, sum)) }) : incident;
    }

    /// <summary>A title that names what was found before the harm would send people to what is well.</summary>
    private static Incident Renamed(Incident incident) =>
        incident is { IsByHand: false, IsCauseBeforeHarm: true } && incident.Entries.FindLast(entry => entry.Kind == EntryKind.Declared)?.Get("title") is { } title ? incident with { Title = title } : incident;

    private static Outage Felt(Outage outage, ImpactSum sum)
    {
        outage = outage with { Impact = outage.Impact.Add(sum) };
        if (sum.FirstBad == 0)
        {
            return outage;
        }

        DateTimeOffset first = DateTimeOffset.FromUnixTimeSeconds(sum.FirstBad);
        DateTimeOffset last = DateTimeOffset.FromUnixTimeSeconds(sum.LastBad);
        return outage with
        {
            ImpactStart = outage.ImpactStart < first ? outage.ImpactStart : first,
            ImpactEnd = outage.ImpactEnd > last ? outage.ImpactEnd : last,
            // What comes later than the declaration is the same outage, however it goes up and down.
            HarmFrom = outage.HarmFrom is null || (first - outage.ImpactEnd > SameHarm && !(first > outage.DeclaredAt)) ? first : outage.HarmFrom,
        };
    }

    private static Outage DoubtOf(Incident incident, TimelineEntry entry) => new(incident.Outages.Count + 1, entry.Time("onset") ?? entry.HappenedAt, null, null, null, null);

    private static Incident Cleared(Incident incident, TimelineEntry entry) => incident with
    {
        Status = incident.Status == IncidentStatus.Confirmed ? IncidentStatus.Monitoring : incident.Status,
        Outages = incident.LastOutage is { ClearedAt: null } outage ? incident.Outages.SetItem(incident.Outages.Count - 1, outage with { ClearedAt = entry.HappenedAt }) : incident.Outages,
    };

    private static Incident Relapsed(Incident incident, TimelineEntry entry) => incident with
    {
        Status = entry.Get("state") == "suspected" ? IncidentStatus.Suspected : IncidentStatus.Confirmed,
        // What was not known the first time may be now.
        Pool = incident.Pool.Length == 0 ? entry.Get("pool") ?? "" : incident.Pool,
        ResolvedAt = null,
        // A suspicion that passed is no outage: what users felt of it does not count for one that comes later.
        Impact = incident.Outages.Aggregate(ImpactSum.None, static (sum, outage) => sum.Add(outage.Impact)),
        Doubt = entry.Get("state") == "suspected" ? DoubtOf(incident, entry) : null,
        // Who was called for the first outage may be asleep again.
        AcknowledgedAt = null,
        AcknowledgedBy = null,
        Outages = entry.Get("state") == "suspected" ? incident.Outages : incident.Outages.Add(new Outage(incident.Outages.Count + 1, entry.Time("onset") ?? entry.HappenedAt, entry.Get("by") == Incident.Alert ? null : entry.HappenedAt, null, null, null) { Round = incident.NextRound, CalledFrom = entry.RecordedAt }),
    };

    /// <summary>As if the last relapse had not been, but that its records stay and that its keys are used up. Who leads it leads it still.</summary>
    private static Incident Separated(Incident incident) => BeforeRelapse(incident) is { } before ? before with { Entries = incident.Entries, Roles = incident.Roles, Separated = incident.Separated + 1 } : incident;

    private static Incident Resolved(Incident incident, TimelineEntry entry)
    {
        Incident cleared = Cleared(incident, entry);
        return cleared with { Status = IncidentStatus.Resolved, ResolvedAt = entry.HappenedAt };
    }

    public static CauseStatement CauseOf(TimelineEntry entry) => new(
        entry.Get("name") ?? "undetermined",
        entry.Get("claim") ?? entry.Text,
        entry.Number("probability"),
        entry.Get("trigger"),
        entry.Get("sustaining"),
        entry.Get("contributing"),
        entry.HappenedAt,
        entry.Reference)
    {
        IsOfAllServers = entry.Get("servers") == "all",
    };

    private static string TitleOf(Incident incident, TimelineEntry entry) =>
        incident.IsByHand || entry.Get("name") is not { } name ? incident.Title : $"{(incident.Pool.Length == 0 ? "gateway" : incident.Pool)}: {name}";

    private static Severity? SeverityOf(TimelineEntry entry) => Enum.TryParse(entry.Get("severity"), ignoreCase: true, out Severity severity) ? severity : null;
}
