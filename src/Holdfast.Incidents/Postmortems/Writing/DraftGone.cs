using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// A gateway that was gone: its records end and go on, and neither what ended it nor who started it again is among them. Keeps nothing.
/// </summary>
internal static class DraftGone
{
    public const string Started = "the gateway was started again, and by whom or by what is not in its records";

    public const string Served = "The gateway served again, service restored.";

    /// <summary>A sign of life is set every second; after a loss of power, or where it could not be set, only what was written every few seconds tells.</summary>
    public const string Began = "The gateway served nobody, from this last second on record or from some seconds later on.";

    public const string Seen = "Detected by Holdfast's monitoring at its next start: nothing had been recorded, and nobody had been served.";

    /// <summary>The process that starts sees what is missing before it.</summary>
    public static string[] Found(Incident incident) =>
    [
        "The start of the gateway checked the records of the process before it.",
        $"Cause identified: the gateway process was gone, and nothing was recorded for {Length(incident)}.",
    ];

    public static IEnumerable<WrittenSentence> Why(Incident incident, CausePlaybook playbook)
    {
        string[] records = [incident.Entries[0].Reference];
        yield return new WrittenSentence($"The root cause was that the gateway process was gone: its records end at {DraftText.Clock(From(incident))} and go on at {DraftText.Clock(To(incident))}, and nothing else served its address.", records);
        yield return new WrittenSentence($"For {Length(incident)} it answered 0 requests; how many were sent to it is not known, because it was not there to count them.", records);
        yield return new WrittenSentence("What ended the process is not in its records: that it was killed, that it failed by itself and that its machine stopped are all possible, and none of them was confirmed.", records);
        yield return new WrittenSentence("What the gateway cannot know of its own end, the log of its machine or of its service manager may tell.", records);
        yield return new WrittenSentence(playbook.Control, records);
    }

    public static bool IsStart(Incident incident, TimelineEntry step) => GapFinder.IsGap(incident) && step.Get("by") == "gateway" && step.Get("change") is null;

    private static string Length(Incident incident) => DraftText.Length(To(incident) - From(incident));

    private static DateTimeOffset From(Incident incident) => incident.Start ?? incident.OpenedAt;

    private static DateTimeOffset To(Incident incident) => incident.End ?? incident.Entries[0].HappenedAt;
}
