using System.Globalization;
using System.Text.RegularExpressions;
using Holdfast.Diagnosis;
using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Reports;

/// <summary>
/// The part of a story that says why. While the diagnosis looks, it is the diagnosis that is asked, as `holdfast why` does; what was recorded
/// before is told as before. Keeps nothing.
/// </summary>
internal static partial class WhyLines
{
    public static List<string> Stated(IncidentReport report)
    {
        if (report.Cause?.CorrectedBy is not null)
        {
            return Corrected(report, report.Cause);
        }

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
            sentences.AddRange(report.Now is null ? [Unstated(report)] : Array.Empty<string>());
            sentences.Add($"Before these users were hurt, at {IncidentStory.Clock(earlier.FoundAt)}, it was {earlier.Name}: {earlier.Claim}; nothing says that it is so now.");
            sentences.AddRange(Back(report));
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
            sentences.Add(Unstated(report));
        }

        sentences.AddRange(Shown(report, isStillSo && !isEarlier && report.End is null));
        sentences.AddRange(Effects(report));
        if (isEarlier && report.Now is null)
        {
            string last = report.Outages.Count.ToString(CultureInfo.InvariantCulture);
            sentences.Add(report.MostLikely is { } likely ? $"Outage {last} was most likely {likely}." : $"The cause of outage {last} is not known.");
        }

        return sentences;
    }

    /// <summary>What people have published comes first, and what they have corrected is not hidden.</summary>
    private static List<string> Corrected(IncidentReport report, CauseStatementReport cause) =>
    [
        $"{(cause.Name == CauseCorrection.Unnamed ? "" : $"{cause.Name}: ")}{cause.Claim} ({PostmortemReports.Corrected(cause.CorrectedBy!, cause.FoundAt, report.Diagnosed?.Name)}).",
        .. report.Diagnosed is { } diagnosed ? [$"The diagnosis had stated {diagnosed.Name}: {diagnosed.Claim} ({CauseWords.Share(diagnosed.Probability)} sure, found {IncidentStory.Time(diagnosed.FoundAt)})."] : Array.Empty<string>(),
    ];

    private static string Unstated(IncidentReport report) => report.MostLikely is { } likely ? $"Most likely {likely}." : "The cause is not known.";

    /// <summary>Somebody has said what it is, and it is not said of before.</summary>
    public static bool IsKnown(IncidentReport report) => report.Now is { } now ? now.Cause is not null : report is { Cause: not null, CauseIsBeforeHarm: false } && !(report.CauseOutage < report.Outages.Count);

    public static IEnumerable<string> RuledOut(IncidentReport report)
    {
        TimelineEntryReport[] rejected = [.. report.Timeline.Where(entry => entry.Kind == "hypothesis-rejected" && IsOfLastOutage(report, entry) && IsStillSo(report, NameOf(entry)) && !IsWhatPeopleFound(report, entry) && !WasFoundAfterAll(report, entry))];
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

    /// <summary>What people would look at themselves: what speaks most for it, who it is, and what of it is over.</summary>
    /// <param name="isPresent">The cause still stands, and users are still hurt by it.</param>
    private static IEnumerable<string> Shown(IncidentReport report, bool isPresent)
    {
        if (((isPresent ? report.Now?.Evidence : null) ?? report.Cause?.Evidence) is { Count: > 0 } evidence)
        {
            yield return $"What {(isPresent ? "shows" : "showed")} it: {string.Join("; ", evidence)}.";
        }

        if (report.Cause?.Client is { } client)
        {
            yield return $"The client that {(isPresent ? "asks" : "asked")} for most: {client}.";
        }

        foreach (string back in Back(report))
        {
            yield return back;
        }
    }

    private static IEnumerable<string> Back(IncidentReport report) => (report.Cause?.ServersBack ?? []).GroupBy(back => IncidentStory.Clock(back.Since), back => back.Server)
        .Select(back => $"{string.Join(", ", back)} {(back.Count() == 1 ? "is" : "are")} in use again since {back.Key}.");

    private static IEnumerable<string> Effects(IncidentReport report)
    {
        if (report.Cause?.Trigger is { } trigger)
        {
            // "12 s before: first attempts rose" has its time before its words.
            Match timed = SecondsBefore().Match(trigger);
            yield return !timed.Success ? $"Set off by: {trigger}."
                : timed.Groups["seconds"].Value == "0" ? $"Set off in the same second by: {timed.Groups["what"].Value}."
                : $"Set off {timed.Groups["seconds"].Value} s before by: {timed.Groups["what"].Value}.";
        }

        if (report.Cause?.Sustaining is { } sustaining)
        {
            yield return $"Kept going by: {sustaining}.";
        }
    }

    /// <summary>What was ruled out at first and turned out to be it: the later word counts.</summary>
    private static bool WasFoundAfterAll(IncidentReport report, TimelineEntryReport rejected)
    {
        string[] key = (rejected.Data.GetValueOrDefault("key") ?? "").Split(':');
        return key.Length == 3 && report.Timeline.Any(entry => entry.Kind == "cause-found" && NameOf(entry) == NameOf(rejected) && entry.Data.GetValueOrDefault("key")?.StartsWith($"cause:{key[1]}:", StringComparison.Ordinal) == true);
    }

    /// <summary>The diagnosis ruled out what it was.</summary>
    private static bool IsWhatPeopleFound(IncidentReport report, TimelineEntryReport rejected) => report.Cause is { CorrectedBy: not null } cause && cause.Name == NameOf(rejected);

    /// <summary>What speaks against a cause may end while it lasts.</summary>
    private static bool IsStillSo(IncidentReport report, string name) => report.Now is not { } now || now.RuledOut.Contains(name);

    /// <summary>What an earlier outage was not says nothing of this one. Keys are "rejected:OUTAGE:NAME".</summary>
    private static bool IsOfLastOutage(IncidentReport report, TimelineEntryReport entry) =>
        RoundOf(report) < 2 || entry.Data.GetValueOrDefault("key") is not { } key || key.StartsWith(string.Create(CultureInfo.InvariantCulture, $"rejected:{RoundOf(report)}:"), StringComparison.Ordinal);

    private static int RoundOf(IncidentReport report) => report.Outages.Count + report.Timeline.Count(entry => entry.Kind == "separated");

    private static bool WasOpened(TimelineEntryReport entry) => entry.Data.GetValueOrDefault("opened") == "yes";

    private static string NameOf(TimelineEntryReport entry) => entry.Data.GetValueOrDefault("name", "");

    [GeneratedRegex(@"^(?<seconds>\d+) s before: (?<what>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecondsBefore();
}
