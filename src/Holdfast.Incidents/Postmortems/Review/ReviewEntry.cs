using System.Globalization;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>A step of a review as the incident's timeline keeps it.</summary>
internal static class ReviewEntry
{
    public static NewEntry Of(DateTimeOffset now, EntryKind kind, string by, string text, int version, params (string Name, string Value)[] more)
    {
        NewEntry entry = new(kind, now, by, text) { Data = new() { ["version"] = version.ToString(CultureInfo.InvariantCulture) }, Sources = [EntrySource.Person(by)] };
        foreach ((string name, string value) in more)
        {
            entry.Data[name] = value;
        }

        return entry;
    }
}
