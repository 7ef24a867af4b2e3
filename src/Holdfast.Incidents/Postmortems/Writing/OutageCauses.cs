using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>Of an incident with several outages, which cause belongs to which: what was found in one says nothing about the others. Keeps nothing.</summary>
internal static class OutageCauses
{
    /// <summary>Nothing where there is one outage, or none of them has a cause.</summary>
    public static IEnumerable<WrittenSentence> Of(Incident incident, DraftRoom room)
    {
        if (incident.Outages.Count < 2 || incident.Cause is not { } told)
        {
            yield break;
        }

        Dictionary<int, TimelineEntry> found = FoundIn(incident);
        int[] same = [.. found.Where(one => one.Value.Get("name") == told.Name).Select(one => one.Key).Order()];
        int[] none = [.. Enumerable.Range(1, incident.Outages.Count).Where(number => !found.ContainsKey(number))];
        if (same.Length == incident.Outages.Count)
        {
            yield break;
        }

        string rest = none.Length == 0 || !room.HasReasons ? "" : $"; of {Named(none)} none is recorded";
        yield return new WrittenSentence($"That was found in {Named(same)}{rest}.", [.. found.Values.Select(entry => entry.Reference).DefaultIfEmpty(told.Reference)]);
        foreach ((int number, TimelineEntry other) in found.Where(one => one.Value.Get("name") != told.Name).OrderBy(one => one.Key).Take(room.HasReasons ? room.Changes : 0))
        {
            yield return new WrittenSentence($"The cause of outage {number} was {CauseNouns.Of(other.Get("name"))}.", [other.Reference]);
        }
    }

    /// <summary>By number of the outage: the last cause that was stated in it.</summary>
    private static Dictionary<int, TimelineEntry> FoundIn(Incident incident)
    {
        Dictionary<int, TimelineEntry> found = [];
        int outage = 1;
        foreach (TimelineEntry entry in incident.Entries)
        {
            outage += IncidentFold.OutagesMore(entry);
            if (entry.Kind == EntryKind.CauseFound)
            {
                found[outage] = entry;
            }
        }

        return found;
    }

    /// <summary>"outage 2", "outages 1 and 3", "outages 2 to 6".</summary>
    private static string Named(int[] numbers) => numbers.Length switch
    {
        0 => "none of them",
        1 => $"outage {numbers[0]}",
        _ when numbers.Length > 2 && numbers[^1] - numbers[0] == numbers.Length - 1 => $"outages {numbers[0]} to {numbers[^1]}",
        _ => $"outages {string.Join(", ", numbers[..^1])} and {numbers[^1]}",
    };
}
