using System.Globalization;
using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// Makes an incident of its own of what was taken for a relapse. When trouble is declared, most of it looks alike, and its cause is stated some
/// seconds later: one client that asks for five looks like a surge until then. Keeps nothing. Next: <see cref="CarriedOver"/>.
/// </summary>
internal sealed class OutageSeparation(IncidentBook book, WatchSettings settings)
{
    /// <summary>The new incident; null when the relapse is one, or nobody knows yet.</summary>
    public Incident? Separate(Incident incident, CauseFinding finding)
    {
        if (finding.Explanation?.RootCause is not { } cause || RelapseOf(incident, finding) is not { } relapse
            || IncidentFold.BeforeRelapse(incident) is not { } before || TroubleKind.Of(before).IsSameAs(TroubleKind.Of(finding)) != false)
        {
            return null;
        }

        long own = 0;
        book.AddTogether(next => Entries(own = next, incident, relapse, finding, cause.Name));
        return book.Find(own);
    }

    /// <summary>Its last relapse, if that lasts, is so young and has no cause yet: a cause that was told as that of an outage stays with it.</summary>
    private TimelineEntry? RelapseOf(Incident incident, CauseFinding finding) =>
        finding.State == DetectionState.Declared && incident is { Status: IncidentStatus.Confirmed, Outages.Count: > 1, IsCauseOfLastOutage: false, LastOutage: { DeclaredAt: { } declared, ClearedAt: null } }
        && finding.Second - declared.ToUnixTimeSeconds() <= settings.SeparateWithin.TotalSeconds
            ? incident.Of(EntryKind.Relapsed).Last() : null;

    private static IEnumerable<(long Incident, NewEntry Entry)> Entries(long own, Incident incident, TimelineEntry relapse, CauseFinding finding, string cause)
    {
        yield return (incident.Id, new NewEntry(EntryKind.Separated, DateTimeOffset.FromUnixTimeSeconds(finding.Second), "diagnosis", $"outage {incident.Outages.Count} is trouble of another kind, {cause}: it goes on as incident {own}")
        {
            Data = new() { ["incident"] = own.ToString(CultureInfo.InvariantCulture), ["outage"] = incident.Round.ToString(CultureInfo.InvariantCulture), ["cause"] = cause },
            Sources = [$"diagnosis@{finding.Explanation!.At}", relapse.Reference],
        });
        NewEntry opened = IncidentBeginning.Following(finding, incident, JoinRule.AnotherKind);
        opened.Data["separatedFrom"] = $"outage {incident.Outages.Count} of incident {incident.Id}";
        yield return (own, opened);
        foreach (NewEntry entry in CarriedOver.Since(incident, relapse))
        {
            yield return (own, entry);
        }
    }
}
