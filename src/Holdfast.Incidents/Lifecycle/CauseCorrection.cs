using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// The cause as people have published it, where that is another one than the diagnosis had stated. It is part of the publication's own entry: either both are recorded or neither is.
/// Immutable.
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

    // A title is one line of a table.
    private const int TitleMaximum = 70;

    /// <summary>Of a publication; null where it says what the diagnosis said.</summary>
    public static CauseCorrection? Of(TimelineEntry publication) => publication.Get(NameField) is { } name
        ? new CauseCorrection(name, publication.Get(ClaimField) ?? name, publication.Get(ByField) ?? publication.Author, publication.HappenedAt, publication.Reference) : null;

    /// <summary>"sick-server"; what has no name is called by its own words.</summary>
    public string InShort => Name != Unnamed ? Name : Claim.Length <= TitleMaximum ? Claim : Claim[..Claim.LastIndexOf(' ', TitleMaximum)] + " ...";

    internal static void Write(Dictionary<string, string> data, string name, string claim, string by) => (data[NameField], data[ClaimField], data[ByField]) = (name, claim, by);

    /// <summary>What the diagnosis had stated, as a postmortem tells it; null where it had stated nothing.</summary>
    internal static string? Diagnosed(Incident incident) => incident.Correction is null ? null : ToldIncident.CauseOf(incident)?.Name;
}
