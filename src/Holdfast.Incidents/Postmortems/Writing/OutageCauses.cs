using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>Of an incident with several outages, which cause belongs to which: what was found in one says nothing about the others. Keeps nothing.</summary>
internal static class OutageCauses
{
    // As many as the summary tells outages one by one, without the one whose cause stands at the top. However little room there is, they stand: nothing else tells of them.
    private const int OthersMaximum = DraftSummary.OutagesTold - 1;

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
        foreach ((int number, TimelineEntry other) in found.Where(one => one.Value.Get("name") != told.Name).OrderBy(one => one.Key).Take(OthersMaximum))
        {
            yield return new WrittenSentence($"The cause of outage {number} was {CauseNouns.Of(other.Get("name"))}{Figures(incident.Outages[number - 1].Impact, room)}.", [other.Reference]);
        }
    }

    /// <summary>What went wrong in that one alone: the sum of all of them is told with the last cause otherwise.</summary>
    private static string Figures(ImpactSum sum, DraftRoom room) => sum.Offered >= 1
        ? $", and {DraftText.Count(sum.Failed + sum.Shed)} of {DraftText.Count(sum.Offered)} requests went wrong in it{(room.HasReasons ? $" (worst second {DraftText.Percent(sum.PeakShare)} of the users)" : "")}"
        : "";

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
