using System.Globalization;
using System.Text.Json;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

/// <summary>
/// An incident of a running gateway as it was recorded, from a file of its own: what was said beside the outage, at the wrong moment and twice is in it, as nobody would make it up.
/// Of a pool with three servers and 60 requests a second, on a machine that stood still now and then.
/// </summary>
internal static class RecordedIncident
{
    private static readonly ReplayOutlook Outlook = new(["goodput is at least 97 % of capacity", "at least 99 % of the critical requests succeed", "detection takes at most 10 s", "recovery takes at most 5 s"], null);

    // The time of the bench began later than all of them; by whole days, so that the times of day stay.
    private static readonly TimeSpan ToTheBench = DateTimeOffset.FromUnixTimeSeconds(Bench.Start).UtcDateTime.Date.AddDays(1) - new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc);

    /// <param name="more">Recorded besides, at the time of day that they have.</param>
    public static Incident Load(IncidentBook book, string name, params NewEntry[] more)
    {
        List<NewEntry> entries = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Postmortems", "Writing", "Recorded", name + ".jsonl")).Where(line => line.Length > 0).Select(Read)];
        entries.InsertRange(entries.Count - 1, more);
        Incident incident = book.Open(entries[0]);
        return book.Add(incident.Id, entries[1..]);
    }

    /// <summary>On the day of the incident, as the bench has it.</summary>
    public static DateTimeOffset At(int hour, int minute, int second) => new DateTimeOffset(2026, 11, 22, hour, minute, second, TimeSpan.Zero) + ToTheBench;

    /// <summary>As the gateway drafts it when it is resolved.</summary>
    public static string Draft(string name, out LintReport report, params NewEntry[] more)
    {
        using Bench bench = new();
        Incident incident = Load(bench.Book, name, more);
        bench.Clock.Advance(incident.ResolvedAt!.Value - bench.Clock.UtcNow);
        PostmortemDesk desk = new(bench.Desk, () => new EscalationConfig { Team = "shop team" }, null, text => PostmortemLinter.Check(text).Findings) { OutlookOf = _ => incident.Pool.Length == 0 ? null : Outlook };
        desk.Draft(incident.Id, null, PostmortemDesk.OwnName);
        string markdown = desk.Read(incident.Id)!.Markdown;
        report = PostmortemLinter.Check(markdown);
        return markdown;
    }

    private static NewEntry Read(string line)
    {
        JsonElement entry = JsonDocument.Parse(line).RootElement;
        Dictionary<string, string> data = entry.GetProperty("data").EnumerateObject().ToDictionary(one => one.Name, one => Later(one.Value.GetString() ?? ""));
        return new NewEntry(Enum.Parse<EntryKind>(entry.GetProperty("kind").GetString()!), DateTimeOffset.FromUnixTimeMilliseconds(entry.GetProperty("at").GetInt64()) + ToTheBench, entry.GetProperty("author").GetString()!, entry.GetProperty("text").GetString()!)
        {
            Data = data, Sources = ["recorded"],
        };
    }

    /// <summary>Of a value that is a second of that day.</summary>
    private static string Later(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long second) && DateTimeOffset.UnixEpoch.AddDays(second / 86_400).Year == 2026 ? (second + (long)ToTheBench.TotalSeconds).ToString(CultureInfo.InvariantCulture)
        : value.StartsWith("2026-", StringComparison.Ordinal) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTimeOffset time) ? (time + ToTheBench).ToString("O", CultureInfo.InvariantCulture)
        : value;
}
