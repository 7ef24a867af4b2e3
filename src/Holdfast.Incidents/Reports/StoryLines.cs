using System.Globalization;
using Holdfast.Foundation;

namespace Holdfast.Incidents.Reports;

/// <summary>Lines of a story's timeline: what is the same thing again is one line with its number. Every entry is in --all. Keeps nothing.</summary>
internal static class StoryLines
{
    // What is being done is read in one glance.
    private const int ShortMaximum = 6;

    // What comes after one of them is another part of the story, as is what comes after people have changed something.
    private static readonly string[] Turning = ["opened", "declared", "relapsed", "separated", "cause-found", "cleared", "resolved"];

    public static string Line(TimelineEntryReport entry) => $"{IncidentStory.Clock(entry.HappenedAt)} {KindOf(entry)}: {entry.Text} [{entry.Author}, {entry.Record}]";

    /// <summary>
    /// Tries of one message that failed are told with the first one; the same text of the same kind, too, within one part of the story: a recovery
    /// is not told above the outage that it ends.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<TimelineEntryReport> entries)
    {
        int part = 0;
        return [.. entries.Select(entry => (Key: KeyOf(entry, Turns(entry) ? ++part : part), Entry: entry)).GroupBy(one => one.Key, one => one.Entry).Select(Told)];
    }

    /// <summary>The first and the last ones, and how many there are between them, at the time of the last one before them.</summary>
    public static List<(DateTimeOffset At, string Text)> Shortly(List<(DateTimeOffset At, string Text)> lines, string what) => lines.Count <= ShortMaximum
        ? lines
        : [.. lines.Take(2), (lines[1].At, $"... {Counted.Of(lines.Count - ShortMaximum + 1, what)} between (--all has them)"), .. lines.TakeLast(ShortMaximum - 3)];

    /// <summary>"note" says nothing about what was noted: that it was a wrong path, or a step that helped.</summary>
    private static string KindOf(TimelineEntryReport entry) =>
        entry.Kind == "note" && Enum.TryParse(entry.Data.GetValueOrDefault("note"), out NoteKind kind) && kind != NoteKind.Note ? $"{entry.Kind}, {IncidentReports.Word(kind)}" : entry.Kind;

    private static bool Turns(TimelineEntryReport entry) => Turning.Contains(entry.Kind) || (entry.Kind == "mitigation" && entry.Data.GetValueOrDefault("by") == "people");

    private static string KeyOf(TimelineEntryReport entry, int part) => entry.Kind switch
    {
        "notification-failed" => $"failed {entry.Data.GetValueOrDefault("channel")} {entry.Data.GetValueOrDefault("key")}",
        "change" or "mitigation" => string.Create(CultureInfo.InvariantCulture, $"{part} {entry.Kind} {entry.Text}"),
        _ => entry.Record,
    };

    private static string Told(IGrouping<string, TimelineEntryReport> group)
    {
        TimelineEntryReport first = group.First();
        TimelineEntryReport last = group.Last();
        int count = group.Count();
        return count == 1 ? Line(first)
            : first.Kind == "notification-failed"
            ? string.Create(CultureInfo.InvariantCulture, $"{IncidentStory.Clock(first.HappenedAt)} {first.Kind}: {first.Data.GetValueOrDefault("channel")} did not take a message in {last.Data.GetValueOrDefault("failures") ?? count.ToString(CultureInfo.InvariantCulture)} tries until {IncidentStory.Clock(last.HappenedAt)}; {Detail(last.Text)} [{last.Author}, {last.Record}]")
            : string.Create(CultureInfo.InvariantCulture, $"{IncidentStory.Clock(first.HappenedAt)} {first.Kind}: {first.Text} ({count} times until {IncidentStory.Clock(last.HappenedAt)}) [{first.Author}, {first.Record}]");
    }

    /// <summary>"mail did not take it, try 3: connection refused" ends with the reason.</summary>
    private static string Detail(string text) => text.IndexOf(": ", StringComparison.Ordinal) is > 0 and int colon ? text[(colon + 2)..] : text;
}
