using System.Globalization;

namespace Holdfast.Incidents.Reports;

/// <summary>An incident as people tell it: what, since when, who is affected, why, what is being done, what is next.</summary>
public static class IncidentStory
{
    // Of the timeline only what moves the story; --all shows every entry.
    private static readonly string[] Background = ["symptom", "impact", "notification-queued", "policy-taken", "drill-run", "hypothesis-opened", "configuration-kept"];

    // A server that breaks is taken out before anybody is hurt by it.
    private static readonly TimeSpan JustBefore = TimeSpan.FromSeconds(10);

    /// <summary>Headings and their sentences.</summary>
    public static IReadOnlyList<(string Heading, IReadOnlyList<string> Sentences)> Of(IncidentReport report, bool all)
    {
        List<(string, IReadOnlyList<string>)> parts =
        [
            ("What", What(report)),
            ("Since when", Since(report)),
            ("Who is affected", AffectedLines.Of(report)),
            ("Why", Why(report)),
            ("What is being done", Done(report)),
        ];
        if (Proof(report) is { Count: > 0 } proof)
        {
            parts.Add(("Proof", proof));
        }

        if (report.Next.Count > 0)
        {
            parts.Add(("What is next", report.Next));
        }

        parts.Add(("Timeline (UTC)", all ? [.. report.Timeline.Select(StoryLines.Line)] : StoryLines.Of([.. report.Timeline.Where(entry => !IsBackground(entry))])));
        return parts;
    }

    public static string Duration(double seconds) => seconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s")
        : seconds < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):0} min {seconds % 60:00} s")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600):0} h {Math.Floor(seconds / 60) % 60:00} min");

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    private static bool IsBackground(TimelineEntryReport entry) => Background.Contains(entry.Kind) || (entry.Kind == "hypothesis-rejected" && entry.Data.GetValueOrDefault("opened") == "no");

    private static List<string> What(IncidentReport report)
    {
        // Nobody leads what is only suspected, or over.
        string roles = report.Roles.Count > 0 ? $", {string.Join(", ", report.Roles.Select(role => $"{role.Key} {role.Value}"))}" : report.Status == "confirmed" ? ", nobody leads it" : "";
        List<string> sentences = [$"Incident {report.Id}, {report.Title}: {report.Status}, {report.Severity.ToUpperInvariant()}{roles}."];
        if (report.Follows is { } before)
        {
            string? why = report.Timeline.FirstOrDefault(entry => entry.Data.ContainsKey("followsWhy"))?.Data["followsWhy"];
            sentences.Add($"It follows incident {before} and is not its relapse{(why is null ? "" : $": {why}")} (holdfast incident show {before}).");
        }

        if (report.JoinedTo is { } other)
        {
            sentences.Add($"It was declared as the same trouble as incident {other}, and is an outage of that one (holdfast incident show {other}).");
        }

        return sentences;
    }

    private static List<string> Since(IncidentReport report)
    {
        if (report.Start is not { } start)
        {
            return [report.Now?.Harm is { } harm ? $"Noticed {Time(report.OpenedAt)}; {harm} at this moment." : $"Noticed {Time(report.OpenedAt)}; nobody was hurt so far."];
        }

        string noticed = $"{report.OpenedBy switch { "hand" => "opened by hand", "alert" => "opened by an alert", _ => "noticed by detection" }} {TimeAfter(report.OpenedAt, start)}, {Delay(report.OpenedAt - start)}";
        if (report.Outages.Count < 2)
        {
            string lasted = report.DownSeconds is { } seconds ? $" It lasted {Duration(seconds)}." : "";
            return [$"Began {Time(start)}{Until(start, report.End)}; {noticed}.{lasted}"];
        }

        OutageReport last = report.Outages[^1];
        string down = report.DownSeconds is { } sum ? $"; {report.Outages.Count} outages, {Duration(sum)} down within {Duration(report.ElapsedSeconds ?? sum)}" : "";
        return [$"Outage {last.Number} began {Time(last.Start)}{Until(last.Start, last.End)}.", $"The incident began {TimeAfter(start, last.Start)}; {noticed}{down}."];
    }

    private static string Until(DateTimeOffset start, DateTimeOffset? end) => end is { } over ? $", over {TimeAfter(over, start)}" : " and lasts";

    /// <summary>Nobody reads the day twice.</summary>
    private static string TimeAfter(DateTimeOffset time, DateTimeOffset told) => time.UtcDateTime.Date == told.UtcDateTime.Date ? Clock(time) : Time(time);

    /// <summary>A sign may come before the first second in which users were hurt.</summary>
    private static string Delay(TimeSpan noticed) => noticed < TimeSpan.Zero
        ? $"{Duration(-noticed.TotalSeconds)} before users were hurt"
        : noticed < TimeSpan.FromSeconds(1) ? "in the second in which it began" : $"{Duration(noticed.TotalSeconds)} after it began";

    private static List<string> Why(IncidentReport report)
    {
        List<string> sentences = WhyLines.Stated(report);
        // What hurts nobody needs no cause, nor to be told what it is not.
        sentences.AddRange(report is { Cause: null, Impact.BadSeconds: 0, Now.Harm: null } or { Cause: null, Impact.BadSeconds: 0, Now: null } ? [] : WhyLines.RuledOut(report));
        return sentences;
    }

    private static List<string> Done(IncidentReport report)
    {
        // While an outage lasts, what was done against the one before is in the timeline.
        TimelineEntryReport[] told = [.. report.Timeline.Where(entry => !(report is { Status: "confirmed", Outages: [.., { Number: > 1 } last] } && entry.HappenedAt < last.Start - JustBefore))];
        IEnumerable<TimelineEntryReport> taken = told.Where(entry => entry.Kind == "mitigation").DistinctBy(entry => entry.Text);
        IEnumerable<TimelineEntryReport> did = told.Where(entry => entry.Kind == "note" && entry.Data.GetValueOrDefault("note") == nameof(NoteKind.Did));
        List<(DateTimeOffset At, string Text)> steps = StoryLines.Shortly([.. taken.Concat(did).OrderBy(entry => entry.HappenedAt).Select(Said)], "step");
        List<(DateTimeOffset At, string Text)> messages = StoryLines.Shortly([.. told.Where(entry => entry.Kind == "notification-sent").Select(Said)], "message");
        List<(DateTimeOffset At, string Text)> untold = StoryLines.Shortly(UntoldLines.Of(report), "message that nobody heard");
        // One story in the order in which it happened; what was done at a moment comes before what was said of it.
        List<string> sentences = [.. steps.Concat(messages).Concat(untold).OrderBy(line => line.At).Select(line => line.Text)];
        sentences.Add(Acknowledged(report));
        if (report.ResolvedAt is { } resolved)
        {
            sentences.Add($"Resolved {Time(resolved)}.");
        }

        if (report.ClosedAt is not null && report.Timeline.LastOrDefault(entry => entry.Kind == "closed") is { } closed)
        {
            sentences.Add($"{char.ToUpperInvariant(closed.Text[0])}{closed.Text[1..].TrimEnd('.')} ({Time(closed.HappenedAt)}).");
        }

        return sentences;
    }

    private static (DateTimeOffset At, string Text) Said(TimelineEntryReport entry) =>
        (entry.HappenedAt, entry.Kind == "note" ? $"{Clock(entry.HappenedAt)} {entry.Text.TrimEnd('.')} ({entry.Author})." : $"{Clock(entry.HappenedAt)} {StepWords.Of(entry.Text)}.");

    /// <summary>A relapse asks for it anew; who did it for an earlier outage is told.</summary>
    private static string Acknowledged(IncidentReport report)
    {
        if (report.AcknowledgedBy is { } who)
        {
            return $"{who} has acknowledged it at {Clock(report.AcknowledgedAt!.Value)}.";
        }

        // One outage has no earlier one: what was acknowledged then turned out to be another incident.
        return report.Outages.Count > 1 && report.Timeline.LastOrDefault(entry => entry.Kind == "acknowledged") is { } earlier
            ? $"{earlier.Author} acknowledged an earlier outage at {Clock(earlier.HappenedAt)}; nobody has acknowledged outage {report.Outages.Count}."
            : "Nobody has acknowledged it.";
    }

    /// <summary>The last that its drill said, on the configuration of that day and on a present one.</summary>
    private static List<string> Proof(IncidentReport report) =>
        [.. new[] { "old", "new" }
            .Select(on => report.Timeline.LastOrDefault(entry => entry.Kind == "drill-run" && entry.Data.GetValueOrDefault("on") == on))
            .OfType<TimelineEntryReport>()
            .Select(entry => $"{char.ToUpperInvariant(entry.Text[0])}{entry.Text[1..]} ({Time(entry.HappenedAt)}).")];

    internal static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
