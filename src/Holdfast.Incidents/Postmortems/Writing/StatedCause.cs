using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>A cause that the diagnosis stated in one outage of an incident. Immutable.</summary>
/// <param name="Outage">Its number.</param>
/// <param name="First">When it was stated there for the first time.</param>
/// <param name="Found">As it was stated there last.</param>
internal sealed record StatedCause(int Outage, TimelineEntry First, TimelineEntry Found)
{
    public string? Name => Found.Get("name");

    /// <summary>One sentence without a full stop; "" where none was kept.</summary>
    public string Claim => Found.Get("claim") ?? "";

    /// <summary>In the order in which they were stated; one that was stated again in the same outage is one.</summary>
    public static IReadOnlyList<StatedCause> Of(Incident incident)
    {
        List<StatedCause> all = [];
        int outage = 1;
        foreach (TimelineEntry entry in incident.Entries)
        {
            if (entry.Kind == EntryKind.Separated)
            {
                // What was stated of it is the story of another incident.
                int gone = outage;
                all.RemoveAll(cause => cause.Outage == gone);
            }

            outage += IncidentFold.OutagesMore(entry);
            if (entry.Kind == EntryKind.CauseFound)
            {
                int before = all.FindIndex(cause => cause.Outage == outage && cause.Name == entry.Get("name"));
                StatedCause stated = new(outage, before < 0 ? entry : all[before].First, entry);
                all.RemoveAll(cause => cause.Outage == stated.Outage && cause.Name == stated.Name);
                all.Add(stated);
            }
        }

        return all;
    }

    /// <summary>It was stated of something else, before users were hurt by what the outage was declared for.</summary>
    public bool IsBeforeHarm(Incident incident) => incident.Outages.Find(outage => outage.Number == Outage) is { } outage && outage.IsHarmLaterThan(Found.HappenedAt);

    /// <summary>The last that was stated of the outage that hurt users most; null where none was.</summary>
    public static StatedCause? Main(Incident incident) => Of(incident).Where(cause => !cause.IsBeforeHarm(incident))
        .GroupBy(cause => cause.Outage).OrderByDescending(group => HarmOf(incident, group.Key)).ThenByDescending(group => group.Key).FirstOrDefault()?.Last();

    private static double HarmOf(Incident incident, int number) => incident.Outages.Find(outage => outage.Number == number)?.Impact.HitClientSeconds ?? 0;
}
