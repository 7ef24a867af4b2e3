using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>
/// What a postmortem says the root cause was, in its header or its summary, and whether that is another cause than the diagnosis had stated. Who tells the same cause in better words
/// has corrected nothing. Keeps nothing. Owner: <see cref="PostmortemDesk"/>. Next: <see cref="CauseReading"/>.
/// </summary>
internal static class CauseLine
{
    // Half of what a line is about is still the same story in other words.
    private const double ShareOfTheSame = 0.5;

    // Further behind it is what the cause led to, or what it is compared with.
    private const int WordsBeforeAName = 3;

    private static readonly Phrases Label = Phrases.Of("root cause|causes was|were|is", "root cause|causes", "cause was|is");

    /// <param name="drafts">What the diagnosis has said, as it was drafted.</param>
    public static CauseReading Of(Incident incident, PostmortemVersion version, IEnumerable<PostmortemVersion> drafts)
    {
        CauseStatement? told = ToldIncident.CauseOf(incident);
        string[] known = [.. new[] { told?.Name, incident.Cause?.Name }.OfType<string>()];
        string? line = Read(version.Markdown);
        bool isSaid = line is not null && !CauseDoubt.Is(line);
        if (version.Document is not null)
        {
            return known.Length > 0 || isSaid ? CauseReading.AsDiagnosed : CauseReading.Nothing;
        }

        return CauseHeader.Of(version.Markdown) switch
        {
            "" => CauseReading.Nothing,
            { } name => known.Contains(name) ? CauseReading.AsDiagnosed : new CauseReading(CauseSaid.Another, name, isSaid ? line! : ByItsName(name)),
            null when isSaid => InWords(line!, known, [told?.Claim ?? "", .. drafts.Where(static draft => draft.Document is not null).Select(static draft => Read(draft.Markdown)).OfType<string>()]),
            null => CauseReading.Nothing,
        };
    }

    /// <summary>People see what their words are taken for before the page is frozen.</summary>
    /// <param name="version">Null where its text is lost: of that nothing is said.</param>
    public static NewEntry Announce(NewEntry request, Incident incident, PostmortemVersion? version, IEnumerable<PostmortemVersion> drafts) =>
        version is null ? request : Of(incident, version, drafts).Announce(request, incident);

    /// <param name="known">Names of what the diagnosis has stated.</param>
    /// <param name="said">What it has said of it.</param>
    private static CauseReading InWords(string line, string[] known, IEnumerable<string> said)
    {
        List<Word> words = Word.Split(line);
        (string? name, int at) = NamedCauses.First(words);
        if (name is not null && at <= WordsBeforeAName && !known.Contains(name))
        {
            // "A surge used up every connection": what set it off comes first, and the cause is what they had not enough of. Who begins with the name alone says what they mean.
            bool isMeant = line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase);
            return !isMeant && known.Any(one => NamedCauses.IsTold(one, words)) ? CauseReading.AsDiagnosed with { Beside = name } : new CauseReading(CauseSaid.Another, name, line);
        }

        HashSet<string> terms = Terms.Of(words);
        bool isSame = known.Any(one => NamedCauses.IsNamed(one, words))
            || terms.Count == 0
            || said.Select(static one => Terms.Of(Word.Split(one))).Any(one => (double)terms.Count(one.Contains) / terms.Count >= ShareOfTheSame);
        return isSame ? CauseReading.AsDiagnosed : new CauseReading(CauseSaid.Another, name ?? CauseCorrection.Unnamed, line);
    }

    private static string ByItsName(string name) => name == CauseCorrection.Unnamed ? "another cause than those that the diagnosis knows" : CauseNouns.Of(name);

    /// <summary>Behind the words "root cause", without a full stop; null where the summary does not say it in so many words.</summary>
    private static string? Read(string markdown)
    {
        if (PostmortemLinter.IsTooLong(markdown))
        {
            return null;
        }

        List<Sentence> summary = PostmortemReader.Read(markdown).Summary;
        int at = summary.FindIndex(static sentence => sentence.Has(Label));
        if (at < 0)
        {
            return null;
        }

        Sentence said = summary[at];
        int label = Label.Find(said.Words).End.Value;
        // "Root cause:" on a line of its own.
        return label < said.Words.Count ? said.Block.Text[said.Words[label].Start..said.End].Trim().TrimEnd('.')
            : at + 1 < summary.Count ? summary[at + 1].Text.Trim().TrimEnd('.') : null;
    }
}
