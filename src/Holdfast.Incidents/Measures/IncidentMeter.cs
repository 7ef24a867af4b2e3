using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Measures;

/// <summary>Computes the measures of incidents from their records; nothing of it is kept. Next: <see cref="FalseTrails"/>.</summary>
public static class IncidentMeter
{
    /// <summary>Of what became an incident in this time: suspicions are none.</summary>
    public static IReadOnlyList<IncidentMeasures> Between(IEnumerable<Incident> incidents, DateTimeOffset from, DateTimeOffset to)
    {
        Incident[] known = [.. incidents.Where(incident => incident.Status is not (IncidentStatus.Dismissed or IncidentStatus.Suspected))];
        return [.. known.Where(incident => (incident.Start ?? incident.OpenedAt) is { } at && at >= from && at <= to).Select(incident => Of(incident, known))];
    }

    private static IncidentMeasures Of(Incident incident, Incident[] known)
    {
        // What is only known of the cause's name says when the right one was found, whatever was believed in between.
        TimelineEntry? cause = incident.Of(EntryKind.CauseFound).FirstOrDefault(entry => entry.Get("name") == incident.CauseName);
        return new IncidentMeasures(
            incident.Id,
            incident.Title,
            incident.Severity.ToString().ToLowerInvariant(),
            incident.OpenedAt,
            incident.Start,
            Since(incident, incident.DetectedAt),
            Since(incident, incident.Of(EntryKind.NotificationSent).FirstOrDefault(IsOfTheOutage)?.HappenedAt),
            Since(incident, incident.Of(EntryKind.Acknowledged).FirstOrDefault()?.HappenedAt),
            Since(incident, cause?.HappenedAt ?? incident.Correction?.At),
            Since(incident, StepsThatHelped(incident).Select(entry => (DateTimeOffset?)entry.HappenedAt).Min()),
            Since(incident, incident.End),
            Since(incident, incident.ResolvedAt),
            incident.Start is null || incident.End is null ? null : incident.Downtime.TotalSeconds,
            FalseTrails.SecondsOf(incident),
            Math.Max(0, incident.Outages.Count - 1),
            known.LastOrDefault(other => other.Id < incident.Id && Recurrence.IsOf(incident, other))?.Id)
        {
            CauseStood = CauseCorrection.HasStood(incident),
        };
    }

    /// <summary>Of the gateway and of people, as the changes and their notes have it. Where nothing was measured, the first one counts: nobody can say better.</summary>
    private static IEnumerable<TimelineEntry> StepsThatHelped(Incident incident) => incident.Steps
        .Concat(incident.Of(EntryKind.Note).Where(note => note.Get("note") == nameof(NoteKind.Did)))
        .Where(entry => entry.HappenedAt >= incident.Start && (StepEffect.Helped(incident, entry.HappenedAt) ?? incident.Impact.BadSeconds == 0));

    /// <summary>Who is asked to review the postmortem was told of a text.</summary>
    private static bool IsOfTheOutage(TimelineEntry told) => told.Get("purpose") != ReviewCalls.Purpose;

    private static double? Since(Incident incident, DateTimeOffset? at) =>
        incident.Start is { } start && at is { } known ? Math.Max(0, Math.Round((known - start).TotalSeconds, 1)) : null;
}
