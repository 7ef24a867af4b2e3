using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>The causes that have a name, and the words that people use for them. Keeps nothing. Owner: <see cref="CauseLine"/>.</summary>
internal static class NamedCauses
{
    // "It was no surge, it was ...": a name right behind one of these is not the cause.
    private const int WordsOfADenial = 3;

    // As commands, as drafts and as people call them.
    private static readonly Dictionary<string, Phrases> Names = new(StringComparer.OrdinalIgnoreCase)
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

    // What these do shows in a sentence that begins with what set them off; alone it may be of anything.
    private static readonly Dictionary<string, Phrases> Signs = new(StringComparer.Ordinal)
    {
        ["pool-exhaustion"] = Phrases.Of("used|uses|using|took|takes|taking up|every|all|the|its ~ connection|connections", "every|all|last|free connection|connections", "connection|connections ~ in use"),
        ["retry-storm"] = Phrases.Of("retries"),
    };

    private static readonly HashSet<string> Denials = new(["no", "not", "never", "without", "neither", "nor", "than", "ruled"], StringComparer.Ordinal);

    /// <summary>What a header may name.</summary>
    public static IEnumerable<string> All => Names.Keys.Append(CauseCorrection.Unnamed);

    /// <summary>As commands take it: "Pool exhaustion" is pool-exhaustion. Null where it is none.</summary>
    public static string? NameOf(string text) => All.FirstOrDefault(name => string.Equals(name, text.Trim().Replace(' ', '-'), StringComparison.OrdinalIgnoreCase));

    /// <summary>The first cause that is named and not denied, and before how many words; null and 0 for none.</summary>
    public static (string? Name, int At) First(List<Word> words) => Names
        .Select(known => ((string?)known.Key, At: At(known.Value, words)))
        .Where(static found => found.At >= 0)
        .OrderBy(static found => found.At).FirstOrDefault();

    /// <summary>Whether this one is named anywhere.</summary>
    public static bool IsNamed(string name, List<Word> words) => IsIn(Names, name, words);

    /// <summary>Whether it is named anywhere, or told by what it does.</summary>
    public static bool IsTold(string name, List<Word> words) => IsNamed(name, words) || IsIn(Signs, name, words);

    private static bool IsIn(Dictionary<string, Phrases> table, string name, List<Word> words) => table.TryGetValue(name, out Phrases? phrases) && At(phrases, words) >= 0;

    private static int At(Phrases phrases, List<Word> words)
    {
        int from = 0;
        while (phrases.Find(words, from) is { End.Value: > 0 } found)
        {
            if (!words.Take(found.Start.Value).TakeLast(WordsOfADenial).Any(static word => Denials.Contains(word.Text)))
            {
                return found.Start.Value;
            }

            from = found.Start.Value + 1;
        }

        return -1;
    }
}
