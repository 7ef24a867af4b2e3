using System.Text.RegularExpressions;
using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// Which servers a cause blames, as its entry keeps them, and what has become of them since, by the changes in the timeline: whoever is told to look at a server
/// must not be told of one that answers again. Keeps nothing. Next: <see cref="Advice"/>.
/// </summary>
internal static partial class BlamedServers
{
    private const string BlamedKey = "blamed";
    private const string MoreKey = "blamedMore";
    private const string RefusingKey = "refusing";
    private const string Refuse = " refuse";
    private const char Separator = '\n';

    private static readonly Sign[] OfServers = [Sign.FewServersHit, Sign.ServerAnswersNothing, Sign.ConnectionsRefused, Sign.FirstByteUpOnFew, Sign.ServerErrorsOnFewServers];

    /// <summary>Of a cause that blames a few of a pool; nothing where it blames all of them, or none.</summary>
    public static void Write(RankedCause cause, Dictionary<string, string> data)
    {
        EvidenceItem[] items = [.. cause.For.Select(weighed => weighed.Item).Where(item => item.Subject.Kind == SubjectKind.Server && OfServers.Contains(item.Sign))];
        if (items.Length == 0 || cause.For.Any(weighed => weighed.Item.Sign == Sign.AllServersDown))
        {
            return;
        }

        EvidenceItem first = Array.Find(items, item => item.Sign == Sign.FewServersHit) ?? items[0];
        string[] blamed = [NameOf(first.Subject.Name), .. NamesIn(first.Beside)];
        data[BlamedKey] = string.Join(Separator, blamed);
        if (first.Beside is { } beside && Others().Match(beside) is { Success: true } others)
        {
            data[MoreKey] = others.Groups["number"].Value;
        }

        // Its text begins with the names: one item stands for all that refuse.
        if (Array.Find(items, item => item.Sign == Sign.ConnectionsRefused) is { } refused)
        {
            string[] names = refused.Text.IndexOf(Refuse, StringComparison.Ordinal) is > 0 and int end ? [.. NamesIn(refused.Text[..end])] : [NameOf(refused.Subject.Name)];
            data[RefusingKey] = string.Join(Separator, names.Where(blamed.Contains));
        }
    }

    /// <summary>Each once, the one that suffers most first.</summary>
    public static IReadOnlyList<BlamedServer> Of(Incident incident, TimelineEntry found)
    {
        string pool = found.Get("pool") ?? incident.Pool;
        string[] refusing = Split(found.Get(RefusingKey));
        return [.. Split(found.Get(BlamedKey)).Distinct().Select(name => Of(incident, found, pool, name) with { Refuses = refusing.Contains(name) })];
    }

    /// <summary>How many it blames without a name, less those of the pool that were not named and are back since.</summary>
    public static int MoreOf(Incident incident, TimelineEntry found)
    {
        string prefix = new SeriesSubject(SubjectKind.Server, $"{found.Get("pool") ?? incident.Pool}/").ToString();
        HashSet<string> named = [.. Split(found.Get(BlamedKey)).Select(name => prefix + name)];
        int back = incident.Story.Where(entry => IsHealth(entry) && entry.Get("subject") is { } subject && subject.StartsWith(prefix, StringComparison.Ordinal) && !named.Contains(subject))
            .GroupBy(entry => entry.Get("subject")).Count(own => own.Last() is var last && last.Get("after") != "out" && last.HappenedAt > found.HappenedAt);
        return Math.Max(0, (int)found.Number(MoreKey) - back);
    }

    private static bool IsHealth(TimelineEntry entry) => entry.Get("change") == SeriesWords.Of(ChangeKind.Health);

    private static BlamedServer Of(Incident incident, TimelineEntry found, string pool, string name)
    {
        string subject = new SeriesSubject(SubjectKind.Server, $"{pool}/{name}").ToString();
        TimelineEntry[] own = [.. incident.Story.Where(entry => entry.Get("subject") == subject)];
        TimelineEntry? health = Array.FindLast(own, IsHealth);
        bool isDrained = Array.FindLast(own, entry => entry.Get("change") == SeriesWords.Of(ChangeKind.Operator))?.Get("after") == "draining";
        bool isOut = health?.Get("after") == "out";
        // What was well when it was blamed is well again by no record.
        bool isBack = !isOut && health?.HappenedAt > found.HappenedAt;
        return new BlamedServer(name, Refuses: false, isOut, isDrained, isBack ? health!.HappenedAt : null);
    }

    private static string[] Split(string? names) => names is { Length: > 0 } ? names.Split(Separator) : [];

    private static IEnumerable<string> NamesIn(string? text) => text is null ? [] : Others().Replace(text, "").Split(", ", StringSplitOptions.RemoveEmptyEntries);

    private static string NameOf(string subject) => subject[(subject.IndexOf('/') + 1)..];

    [GeneratedRegex(@" and (?<number>\d+) more$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Others();
}
