using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>How times, lengths and figures are written in a postmortem.</summary>
internal static class DraftText
{
    // Half a day: then a time of day can be of no other day.
    private static readonly TimeSpan NotesAfterwards = TimeSpan.FromHours(12);

    // Of a rewritten configuration, in an entry that is to be short.
    private const int ToldMaximum = 2;

    private const int FixesMaximum = 2;

    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"from 09:10:00 to 11:00:00 UTC on 4 March 2031", or both dates where midnight lies between.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to) => from.UtcDateTime.Date == to.UtcDateTime.Date
        ? $"from {Clock(from)} to {Clock(to)} UTC on {Date(from)}"
        : $"from {Clock(from)} UTC on {Date(from)} to {Clock(to)} UTC on {Date(to)}";

    public static string Length(TimeSpan length)
    {
        long seconds = (long)Math.Round(length.TotalSeconds);
        List<string> parts = [];
        if (seconds >= 3600)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600} h"));
        }

        if (seconds % 3600 >= 60)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{seconds % 3600 / 60} min"));
        }

        if (seconds % 60 > 0 || parts.Count == 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{seconds % 60} s"));
        }

        return string.Join(' ', parts);
    }

    /// <summary>"42 s before users were hurt"; "" for what came later.</summary>
    public static string EarlierThanHarm(Incident incident, DateTimeOffset time) =>
        incident.Start is { } start && start.ToUnixTimeSeconds() - time.ToUnixTimeSeconds() is > 0 and var seconds ? $"{Length(TimeSpan.FromSeconds(seconds))} before users were hurt" : "";

    public static string Percent(double share) => (100 * share).ToString(share is > 0 and < 0.1 ? "0.#" : "0", CultureInfo.InvariantCulture) + " %";

    public static string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"pool shop", or "the gateway".</summary>
    public static string Service(Incident incident) => incident.Pool.Length == 0 ? "the gateway" : $"pool {incident.Pool}";

    /// <summary>A sentence of a text that may have no full stop, and may be long.</summary>
    public static string Sentence(string text, int wordsMaximum = 30)
    {
        // Full stops inside would make it several sentences.
        string[] words = text.ReplaceLineEndings(" ").Replace(". ", "; ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string cut = SentenceCut.Of(words, wordsMaximum);
        return cut.Length == 0 ? "" : $"{char.ToUpperInvariant(cut[0])}{cut[1..]}{(cut.EndsWith(SentenceCut.GoesOn, StringComparison.Ordinal) ? "" : ".")}";
    }

    /// <summary>A name that began a text keeps its letters within a sentence: "d has answered nothing".</summary>
    public static string Within(string sentence, string written) => sentence.Length == 0 || written.Length == 0 ? sentence : written.TrimStart()[0] + sentence[1..];

    /// <summary>A change in people's words: "gateway: release 4711" is "release 4711", "server:shop/d: the server is taken out" is "server d of pool shop is taken out". As long as it was written.</summary>
    public static string Change(TimelineEntry entry)
    {
        string subject = entry.Get("subject") ?? "";
        string text = subject.Length > 0 && entry.Text.StartsWith(subject + ": ", StringComparison.Ordinal) ? entry.Text[(subject.Length + 2)..] : entry.Text;
        return text.StartsWith("the server ", StringComparison.Ordinal) && subject.StartsWith("server:", StringComparison.Ordinal) ? $"{Subject(entry)} {text["the server ".Length..]}" : text;
    }

    /// <summary>
    /// What people wrote of the time of the incident. A time of day stands for one day only: what somebody noted of last year or wrote days
    /// later is in the records, and would be told as of that day here.
    /// </summary>
    public static IEnumerable<TimelineEntry> NotesOf(Incident incident)
    {
        DateTimeOffset from = NoteTime.Earliest(incident);
        DateTimeOffset to = (incident.ResolvedAt ?? DateTimeOffset.MaxValue.AddDays(-1)) + NotesAfterwards;
        return incident.Of(EntryKind.Note).Where(note => note.HappenedAt >= from && note.HappenedAt <= to);
    }

    /// <summary>Steps of people, by the records of changes and by what they have noted; single values that a configuration changed are told with the configuration.</summary>
    public static IEnumerable<TimelineEntry> StepsOfPeople(Incident incident) =>
        incident.Steps.Where(entry => entry.Get("by") == "people" && !entry.Text.EndsWith("changed by the configuration", StringComparison.Ordinal))
            .Concat(NotesOf(incident).Where(note => note.Get("note") == nameof(NoteKind.Did))).OrderBy(entry => entry.HappenedAt).ThenBy(entry => entry.Id);

    /// <summary>Of those the ones that ended it, as far as the records can tell; else the first ones.</summary>
    public static TimelineEntry[] FixesOfPeople(Incident incident)
    {
        TimelineEntry[] all = [.. StepsOfPeople(incident)];
        TimelineEntry[] helped = [.. all.Where(step => StepEffect.Helped(incident, step.HappenedAt) == true)];
        return all.Length <= FixesMaximum || helped.Length == 0 ? [.. all.Take(FixesMaximum)] : [.. helped.TakeLast(FixesMaximum)];
    }

    /// <summary>Of a rewritten configuration the first difference tells what kind of change it was; two are told in full. With none, how many there are.</summary>
    public static string Shortened(string text, int most = ToldMaximum)
    {
        string[] parts = text.Split("; ");
        // "and 2 more" stands for two of them, not for one.
        int untold = parts[^1].StartsWith("and ", StringComparison.Ordinal) && parts[^1].EndsWith(" more", StringComparison.Ordinal) && int.TryParse(parts[^1][4..^5], CultureInfo.InvariantCulture, out int more) ? more - 1 : 0;
        int all = parts.Length + untold;
        return all <= most || (most < 1 && parts[0].IndexOf(": ", StringComparison.Ordinal) < 0) ? text
            : most < 1 ? $"{parts[0][..parts[0].IndexOf(": ", StringComparison.Ordinal)]}, which changed {Counted.Of(all, "value")}"
            : $"{parts[0]}; and {all - 1} more";
    }

    /// <summary>"server:shop/d" is "server d of pool shop".</summary>
    public static string Subject(TimelineEntry entry)
    {
        string[] parts = (entry.Get("subject") ?? "gateway").Split([':', '/'], 3);
        return parts switch
        {
            ["server", { } pool, { } server] => $"server {server} of pool {pool}",
            [{ } kind, { } name] => $"{kind} {name}",
            _ => "the gateway",
        };
    }

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    public static string Lower(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
