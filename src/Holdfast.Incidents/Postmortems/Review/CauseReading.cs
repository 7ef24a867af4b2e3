using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>What a version's words about the cause are taken for: said when a review is asked for, recorded when it is published. Immutable. Made by <see cref="CauseLine"/>.</summary>
/// <param name="Name">Of another cause.</param>
/// <param name="Claim">Of another cause, in their words.</param>
internal sealed record CauseReading(CauseSaid Said, string Name = "", string Claim = "")
{
    private const string NoteField = "causeNote";

    public static readonly CauseReading Nothing = new(CauseSaid.Nothing);
    public static readonly CauseReading AsDiagnosed = new(CauseSaid.AsDiagnosed);

    /// <summary>A cause that is named beside the one of the diagnosis, and is taken for what set it off; null for none.</summary>
    public string? Beside { get; init; }

    /// <summary>Written on the request of a review.</summary>
    public NewEntry Announce(NewEntry request, Incident incident)
    {
        if (Announcement(incident) is not { } note)
        {
            return request;
        }

        request.Data[NoteField] = note;
        return request with { Text = $"{request.Text}; {note}" };
    }

    /// <summary>As it was said when the review was asked for; null where there was nothing to say, and once it is published.</summary>
    public static string? NoteOf(Incident incident, PostmortemState state) =>
        state.Status is PostmortemStatus.InReview or PostmortemStatus.Approved ? incident.Of(EntryKind.ReviewRequested).LastOrDefault()?.Get(NoteField) : null;

    /// <summary>Into the entry of the publication; what it adds to its text.</summary>
    public string Write(Dictionary<string, string> data, string by)
    {
        if (Said != CauseSaid.Another)
        {
            CauseCorrection.Write(data, Said);
            return "";
        }

        string kept = CauseCorrection.Write(data, Name, Claim, by);
        return $"; the cause is corrected by {by}: {(Name == CauseCorrection.Unnamed ? "" : $"{Name}: ")}{kept}";
    }

    private string? Announcement(Incident incident)
    {
        string? diagnosed = ToldIncident.CauseOf(incident)?.Name ?? incident.Cause?.Name;
        CauseCorrection? standing = incident.Correction;
        string? present = standing?.Name ?? diagnosed;
        return Said switch
        {
            CauseSaid.Another when Name == present && Name != CauseCorrection.Unnamed => null,
            CauseSaid.Another when present is null => $"publishing this states {InShort} as the cause; the diagnosis had stated none",
            CauseSaid.Another => $"publishing this corrects the cause from {standing?.InShort ?? present} to {InShort}; write 'Cause: {present}' in the header to keep it",
            CauseSaid.AsDiagnosed when standing is not null => $"publishing this takes the correction by {standing.By} ({standing.InShort}) back: the cause is {diagnosed ?? "what the records say"} again; write 'Cause: {standing.Name}' in the header to keep it",
            CauseSaid.AsDiagnosed when Beside is { } other => $"publishing this keeps the cause {diagnosed}, which its words name beside {other}; write 'Cause: {other}' in the header where that was the cause",
            CauseSaid.Nothing when standing is not null => $"it does not say the cause: publishing this leaves {standing.InShort}, as {standing.By} corrected it",
            CauseSaid.Nothing when diagnosed is not null => $"it does not say the cause: publishing this neither confirms nor corrects {diagnosed}",
            _ => null,
        };
    }

    private string InShort => new CauseCorrection(Name, Claim, "", default, "").InShort;
}
