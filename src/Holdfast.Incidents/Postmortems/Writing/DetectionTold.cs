using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// How monitoring noticed the first outage: by the symptom that belongs to what it was. An incident may have been opened seconds before by something that had nothing to do with
/// it, and a reader who is told that of dead servers believes nothing else. Immutable.
/// </summary>
/// <param name="Text">What was seen, without a full stop.</param>
/// <param name="Record">Which says so.</param>
internal sealed record DetectionTold(DateTimeOffset At, string Text, TimelineEntry Record)
{
    private const string Unusual = "something is unusual: ";
    private const string WasUnusual = "something was unusual: ";
    // As the diagnosis writes it, and as it is told later.
    private static readonly string[] Compared = ["; it was ", "; it had been "];
    private const string Before = " before";
    private const string ServerOut = "server-out";

    // What fits every sort of trouble gives way to what is this one's, where that was seen as soon.
    private static readonly TimeSpan AsSoon = TimeSpan.FromSeconds(5);

    /// <summary>"151 requests/s were offered instead of 100": a figure and what it is compared with in one part, which nothing cuts in two.</summary>
    public string In(DraftRoom room)
    {
        string[] parts = Text.Split(Compared, StringSplitOptions.None);
        bool isFigure = parts.Length == 2 && parts[1].Length > 0 && char.IsAsciiDigit(parts[1][0]) && parts[1].EndsWith(Before, StringComparison.Ordinal);
        return isFigure && !room.HasReasons ? room.Cause($"{parts[0]} instead of {parts[1].Split(' ')[0]}") : room.Sentence(Text);
    }

    /// <summary>Null where people, alerts or the next start of the gateway told of it.</summary>
    public static DetectionTold? Find(Incident incident) => GapFinder.IsGap(incident) || incident.IsByHand ? null : Of(incident);

    private static DetectionTold Of(Incident incident)
    {
        TimelineEntry opened = incident.Entries[0];
        string seen = opened.Text.Replace(WasUnusual, "", StringComparison.Ordinal).Replace(Unusual, "", StringComparison.Ordinal);
        string sort = SortOf(incident);
        TimelineEntry[] symptoms = [.. incident.Of(EntryKind.Symptom).Where(entry => entry.Get("outage") is "1" or null)];
        TimelineEntry? first = Array.Find(symptoms, entry => entry.Text == seen);
        string firstSort = first?.Get(TroubleKind.DataKey) ?? "";
        // What another cause did first, or a server that was gone, is told in the same text: by that it was noticed.
        bool belongs = firstSort == sort || StatedCause.Of(incident).Any(cause => cause.Outage == 1 && cause.Name is { } name && TroubleKind.SortOf(name) == firstSort) || (firstSort == TroubleKind.Servers && ServerLoss.Of(incident).Length > 0);
        if (sort.Length == 0 || first is null || (belongs && firstSort.Length > 0))
        {
            return new DetectionTold(opened.HappenedAt, Together(incident, symptoms, first) ?? seen, first ?? opened);
        }

        TimelineEntry? fits = symptoms.Where(entry => entry.Get(TroubleKind.DataKey) == sort).MinBy(Fired);
        return fits is not null && (firstSort.Length > 0 || Fired(fits) <= opened.HappenedAt + AsSoon) ? new DetectionTold(Fired(fits), Together(incident, symptoms, fits) ?? fits.Text, fits)
            : firstSort.Length == 0 ? new DetectionTold(opened.HappenedAt, seen, opened)
            : incident.Of(EntryKind.Declared).FirstOrDefault() is { } declared && declared.Get("harm") is { Length: > 0 } harm ? new DetectionTold(declared.HappenedAt, harm, declared)
            : new DetectionTold(opened.HappenedAt, "its own detection saw something unusual", opened);
    }

    /// <summary>Of the cause, or of the servers that went when it began where none was stated.</summary>
    private static string SortOf(Incident incident) => incident.Cause is { } cause ? cause.Name == MovedServers.Cause ? TroubleKind.Servers : TroubleKind.SortOf(cause.Name)
        : ServerLoss.AtTheBeginning(incident).Length > 0 ? TroubleKind.Servers
        : "";

    /// <summary>Servers that went in the same second are told together; null for anything else.</summary>
    private static string? Together(Incident incident, TimelineEntry[] symptoms, TimelineEntry? first)
    {
        string[] names = first?.Get("detector") != ServerOut ? [] : [.. symptoms.Where(entry => entry.Get("detector") == ServerOut && Fired(entry) == Fired(first)).Select(ServerLoss.NameOf).Distinct()];
        return names.Length < 2 ? null : $"{ServerNames.InWords(names)} of {DraftText.Service(incident)} were out";
    }

    private static DateTimeOffset Fired(TimelineEntry symptom) => symptom.Time("firedAt") ?? symptom.HappenedAt;
}
