using System.Globalization;
using Holdfast.Diagnosis;

namespace Holdfast.Incidents.Reports;

/// <summary>
/// The part of a story that says why. While the diagnosis looks, it is the diagnosis that is asked, as `holdfast why` does; what was recorded
/// before is told as before. Keeps nothing.
/// </summary>
internal static class WhyLines
{
    public static List<string> Stated(IncidentReport report)
    {
        bool isEarlier = report.CauseOutage < report.Outages.Count;
        bool isStillSo = report.Now is null || report.Now.Cause == report.Cause?.Name;
        string which = isEarlier ? string.Create(CultureInfo.InvariantCulture, $"Outage {report.CauseOutage} was ") : isStillSo ? "" : "Stated before: ";
        List<string> sentences = [];
        if (report.Now is { } now)
        {
            // Names of causes are written as commands take them.
            sentences.Add(now.Cause is null ? $"{char.ToUpperInvariant(now.Stated[0])}{now.Stated[1..]}." : $"{now.Stated}.");
        }

        if (report is { CauseIsBeforeHarm: true, Cause: { } earlier })
        {
            sentences.AddRange(report.Now is null ? ["The cause is not known."] : Array.Empty<string>());
            sentences.Add($"Before these users were hurt, at {IncidentStory.Clock(earlier.FoundAt)}, it was {earlier.Name}: {earlier.Claim}; nothing says that it is so now.");
            return sentences;
        }

        if (report is { Now: not null, Cause: { } still } && isStillSo && !isEarlier)
        {
            sentences.Add($"Found {IncidentStory.Time(still.FoundAt)}.");
        }
        else if (report.Cause is { } cause)
        {
            sentences.Add($"{which}{cause.Name}: {cause.Claim} ({CauseWords.Share(cause.Probability)} sure, found {IncidentStory.Time(cause.FoundAt)}).");
        }
        else if (report.Now is null)
        {
            sentences.Add("The cause is not known.");
        }

        sentences.AddRange(Effects(report));
        if (isEarlier && report.Now is null)
        {
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"The cause of outage {report.Outages.Count} is not known."));
        }

        return sentences;
    }

    public static IEnumerable<string> RuledOut(IncidentReport report)
    {
        TimelineEntryReport[] rejected = [.. report.Timeline.Where(entry => entry.Kind == "hypothesis-rejected" && IsOfLastOutage(report, entry) && IsStillSo(report, NameOf(entry)))];
        foreach (TimelineEntryReport entry in rejected.Where(entry => WasOpened(entry)))
        {
            yield return $"Not {entry.Text.Replace(" was ruled out", "", StringComparison.Ordinal)}.";
        }

        // Of several outages each has its own list; what was taken seriously in one of them was not ruled out at once.
        string[] others = [.. rejected.Where(entry => !WasOpened(entry)).Select(NameOf)
            .Distinct().Where(name => name != report.Cause?.Name && !report.Timeline.Any(entry => entry.Kind == "hypothesis-opened" && NameOf(entry) == name))];
        if (others.Length > 0)
        {
            yield return $"Ruled out at once: {string.Join(", ", others)}.";
        }
    }

    private static IEnumerable<string> Effects(IncidentReport report)
    {
        if (report.Cause?.Trigger is { } trigger)
        {
            yield return $"Set off by: {trigger}.";
        }

        if (report.Cause?.Sustaining is { } sustaining)
        {
            yield return $"Kept going by: {sustaining}.";
        }
    }

    /// <summary>What speaks against a cause may end while it lasts.</summary>
    private static bool IsStillSo(IncidentReport report, string name) => report.Now is not { } now || now.RuledOut.Contains(name);

    /// <summary>What an earlier outage was not says nothing of this one. Keys are "rejected:OUTAGE:NAME".</summary>
    private static bool IsOfLastOutage(IncidentReport report, TimelineEntryReport entry) =>
        RoundOf(report) < 2 || entry.Data.GetValueOrDefault("key") is not { } key || key.StartsWith(string.Create(CultureInfo.InvariantCulture, $"rejected:{RoundOf(report)}:"), StringComparison.Ordinal);

    private static int RoundOf(IncidentReport report) => report.Outages.Count + report.Timeline.Count(entry => entry.Kind == "separated");

    private static bool WasOpened(TimelineEntryReport entry) => entry.Data.GetValueOrDefault("opened") == "yes";

    private static string NameOf(TimelineEntryReport entry) => entry.Data.GetValueOrDefault("name", "");
}
