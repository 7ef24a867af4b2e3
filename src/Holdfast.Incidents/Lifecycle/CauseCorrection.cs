using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// The cause as people have published it, where that is another one than the diagnosis had stated. It is part of the publication's own entry: either both are recorded or neither is.
/// Immutable. Next: <see cref="CauseReading"/>.
/// </summary>
/// <param name="Name">Such as sick-server; <see cref="Unnamed"/> where the diagnosis has no name for it.</param>
/// <param name="Claim">One sentence without a full stop, in their words.</param>
/// <param name="By">Who wrote that version.</param>
/// <param name="At">When it was published.</param>
/// <param name="Reference">Of the publication.</param>
public sealed record CauseCorrection(string Name, string Claim, string By, DateTimeOffset At, string Reference)
{
    public const string Unnamed = "other";

    private const string NameField = "cause";
    private const string ClaimField = "claim";
    private const string ByField = "correctedBy";
    private const string SaidField = "causeSaid";

    // A title is one line of a table.
    private const int TitleCharacters = 70;

    // Lists, pages and the entry's own text, which ends at 4000, all hold it; who writes a longer sentence has it whole on the published page.
    private const int ClaimCharacters = 400;

    /// <summary>Of a publication; null where it corrects nothing.</summary>
    public static CauseCorrection? Of(TimelineEntry publication) => publication.Get(NameField) is { } name
        ? new CauseCorrection(name, publication.Get(ClaimField) ?? name, publication.Get(ByField) ?? publication.Author, publication.HappenedAt, publication.Reference) : null;

    /// <summary>What stands after a publication: one that says nothing of the cause leaves what was corrected before.</summary>
    internal static CauseCorrection? After(TimelineEntry publication, CauseCorrection? before) => publication.Get(SaidField) == nameof(CauseSaid.Nothing) ? before : Of(publication);

    /// <summary>Whether the cause that the diagnosis stated is the one that was published last; null where no publication says, as in what earlier programs have recorded.</summary>
    internal static bool? HasStood(Incident incident) => incident.Cause is null ? null
        : incident.Correction is not null ? false
        : incident.Of(EntryKind.PostmortemPublished).LastOrDefault()?.Get(SaidField) == nameof(CauseSaid.AsDiagnosed) ? true : null;

    /// <summary>"sick-server"; what has no name is called by its own words.</summary>
    public string InShort => Name != Unnamed ? Name : Cut(Claim, TitleCharacters);

    internal static void Write(Dictionary<string, string> data, CauseSaid said) => data[SaidField] = said.ToString();

    /// <summary>The claim as it is kept.</summary>
    internal static string Write(Dictionary<string, string> data, string name, string claim, string by)
    {
        string kept = Cut(claim, ClaimCharacters);
        Write(data, CauseSaid.Another);
        (data[NameField], data[ClaimField], data[ByField]) = (name, kept, by);
        return kept;
    }

    /// <summary>What the diagnosis had stated, as a postmortem tells it; null where it had stated nothing.</summary>
    internal static string? Diagnosed(Incident incident) => incident.Correction is null ? null : ToldIncident.CauseOf(incident)?.Name;

    /// <summary>Between two words; an address that is longer than all the room, and a language without spaces, within one.</summary>
    private static string Cut(string text, int characters)
    {
        if (text.Length <= characters)
        {
            return text;
        }

        int space = text.LastIndexOf(' ', characters);
        // Half of a pair is no character.
        return space >= characters / 2 ? text[..space] + " ..." : text[..(char.IsHighSurrogate(text[characters - 1]) ? characters - 1 : characters)] + "...";
    }
}
