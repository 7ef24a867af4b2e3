using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>
/// What a postmortem's summary says the root cause was, and whether that is another cause than the diagnosis had stated. Who tells the same cause in better words has corrected
/// nothing. Keeps nothing. Owner: <see cref="PostmortemDesk"/>.
/// </summary>
internal static class CauseLine
{
    // Half of what a line is about is still the same story in other words.
    private const double ShareOfTheSame = 0.5;

    // "It was no surge, it was ...": a name right behind one of these is not the cause.
    private const int WordsOfADenial = 3;

    private const string HeaderLabel = "Cause: ";

    // Further behind it is what the cause led to, or what it is compared with.
    private const int WordsBeforeAName = 3;

    private static readonly Phrases Label = Phrases.Of("root cause|causes was|were|is", "root cause|causes", "cause was|is");

    // As commands, as drafts and as people call them.
    private static readonly Dictionary<string, Phrases> Names = new()
    {
        ["pool-exhaustion"] = Phrases.Of("pool exhaustion", "pool without free connections", "out of connections", "connections ran dry|out", "connections were exhausted"),
        ["surge"] = Phrases.Of("surge|surges"),
        ["sick-server"] = Phrases.Of("sick server|servers", "server|servers ~ sick|dead|crashed|hung"),
        ["imbalance"] = Phrases.Of("imbalance"),
        ["bad-deployment"] = Phrases.Of("bad|faulty|wrong deployment|release|version", "deployment or bug"),
        ["network"] = Phrases.Of("network"),
        ["one-client"] = Phrases.Of("one|single client", "few busy clients"),
        ["retry-storm"] = Phrases.Of("retry storm|storms", "storm of retries"),
        ["monitoring-load"] = Phrases.Of("monitoring load", "load of the|our|its monitoring|probes"),
        [MovedServers.Cause] = Phrases.Of("wrong address|addresses", "change of addresses"),
    };

    private static readonly HashSet<string> Denials = new(["no", "not", "never", "without", "neither", "nor", "than", "ruled"], StringComparer.Ordinal);

    /// <summary>The cause that this version names, where it is another one; null where it is not, and where it names none.</summary>
    /// <param name="drafts">What the diagnosis has said, as it was drafted.</param>
    public static (string Name, string Claim)? Corrected(Incident incident, PostmortemVersion version, IEnumerable<PostmortemVersion> drafts)
    {
        if (version.Document is not null || Read(version.Markdown) is not { } line)
        {
            return null;
        }

        CauseStatement? told = ToldIncident.CauseOf(incident);
        string[] known = [.. new[] { told?.Name, incident.Cause?.Name }.OfType<string>()];
        (string? name, int at) = HeaderOf(version.Markdown) is { } header ? (header, 0) : NameIn(line.Words);
        if (name is not null && at <= WordsBeforeAName)
        {
            return known.Contains(name) ? null : (name, line.Text);
        }

        HashSet<string> terms = Terms.Of(line.Words);
        IEnumerable<HashSet<string>> said = drafts.Where(draft => draft.Document is not null).Select(draft => Read(draft.Markdown)).OfType<(string Text, List<Word> Words)>().Select(draft => Terms.Of(draft.Words));
        bool isSame = said.Append(Terms.Of(Word.Split(told?.Claim ?? ""))).Any(one => terms.Count == 0 || (double)terms.Count(one.Contains) / terms.Count >= ShareOfTheSame);
        return isSame || (name is not null && known.Contains(name)) ? null : (name ?? CauseCorrection.Unnamed, line.Text);
    }

    /// <summary>Behind the words "root cause", without a full stop; null where the summary does not say it in so many words.</summary>
    private static (string Text, List<Word> Words)? Read(string markdown)
    {
        if (PostmortemLinter.IsTooLong(markdown) || PostmortemReader.Read(markdown).Summary.Find(sentence => sentence.Has(Label)) is not { } said)
        {
            return null;
        }

        int label = Label.Find(said.Words).End.Value;
        if (label < said.Words.Count)
        {
            return (said.Block.Text[said.Words[label].Start..said.End].Trim().TrimEnd('.'), said.Words[label..]);
        }

        // "Root cause:" on a line of its own.
        List<Sentence> all = PostmortemReader.Read(markdown).Summary;
        int next = all.FindIndex(sentence => sentence.Block == said.Block && sentence.Start == said.Start) + 1;
        return next < all.Count ? (all[next].Text.Trim().TrimEnd('.'), all[next].Words) : null;
    }

    /// <summary>Whoever wants to be sure of the name writes it into the header.</summary>
    private static string? HeaderOf(string markdown) => markdown.Split('\n').TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(static line => line.StartsWith(HeaderLabel, StringComparison.Ordinal)).Select(static line => line[HeaderLabel.Length..].Trim()).FirstOrDefault(Names.ContainsKey);

    /// <summary>The first cause that is named, and not denied.</summary>
    private static (string? Name, int At) NameIn(List<Word> words) => Names
        .Select(known => ((string?)known.Key, At: known.Value.Find(words) is { End.Value: > 0 } found ? found.Start.Value : -1))
        .Where(found => found.At >= 0 && !words.Take(found.At).TakeLast(WordsOfADenial).Any(static word => Denials.Contains(word.Text)))
        .OrderBy(static found => found.At).FirstOrDefault();
}
