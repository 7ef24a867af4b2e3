namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// What the diagnosis and the gateway said while it lasted, as it is told when it is over: "web-2 is dead" was so that night. Word by word, for the sentences that they write;
/// a word that may be a name or a thing stays as it is. Keeps nothing.
/// </summary>
internal static class PastTense
{
    private static readonly Dictionary<string, string> Verbs = Pairs(
        "is:was are:were has:had have:had does:did do:did cannot:could_not can:could fails:failed fail:failed takes:took take:took sends:sent send:sent gets:got get:got refuses:refused refuse:refused "
        + "waits:waited wait:waited answers:answered answer:answered asks:asked ask:asked needs:needed keeps:kept keep:kept hangs:hung hang:hung says:said say:said shares:shared share:shared suffers:suffered suffer:suffered "
        + "turns:turned closes:closed speaks:spoke speak:spoke grows:grew grow:grew begins:began begin:began goes:went go:went stays:stayed stay:stayed stands:stood stand:stood dies:died die:died sees:saw see:saw "
        + "loses:lost lose:lost comes:came come:came idle:idled open:opened break:broke breaks:broke uses:used use:used reaches:reached holds:held hold:held serves:served serve:served stops:stopped leave:left leaves:left reach:reached");

    // As nouns they follow one of these, or a preposition comes after them.
    private static readonly HashSet<string> NounsToo = Set("answer answers share shares use uses wait waits ask hold open idle stand stands turns");
    private static readonly HashSet<string> BeforeNouns = Set("a an the no its their his of in at on by for with from any every each first last usual slow late wrong half and or than this that another is are was were be been being as so all still stay stays stayed");

    // What follows them is no verb of the sentence but an infinitive.
    private static readonly HashSet<string> BeforeInfinitives = Set("to could can cannot will would may might must not did does do should");

    // What follows them may be a name, where it is a noun at all: nobody calls a server "is".
    private static readonly HashSet<string> BeforeNames = Set("pool server route class listener client");

    private static readonly (string Present, string Past)[] Phrases =
    [
        ("than usual ask,", "than usual asked,"),
        ("it was healthy until now", "it had been healthy until then"),
        ("until now", "until then"),
        // As it was recorded by earlier versions.
        ("is slow or fails: since it went live", "is slow or fails, since it went live"),
        ("if it goes on like this", "if it had gone on like that"),
        ("may wait", "may have waited"),
        ("the most that may", "the most that might"),
        ("are usual now", "were usual then"),
        ("is usual now", "was usual then"),
    ];

    public static string Of(string text)
    {
        foreach ((string present, string past) in Phrases)
        {
            text = text.Replace(present, past, StringComparison.Ordinal);
        }

        // Line breaks separate several texts, and stay.
        return string.Join('\n', text.Split('\n').Select(OfLine));
    }

    private static string OfLine(string line)
    {
        string[] words = line.Split(' ');
        string[] told = [.. words];
        for (int at = 0; at < words.Length; at++)
        {
            if (IsVerb(words, at, out string past))
            {
                told[at] = words[at].Replace(Bare(words[at]), past, StringComparison.Ordinal);
            }
        }

        return string.Join(' ', told);
    }

    private static bool IsVerb(string[] words, int at, out string past)
    {
        string word = Bare(words[at]);
        string before = at == 0 ? "" : Bare(words[at - 1]);
        if (!Verbs.TryGetValue(word, out string? found) || BeforeInfinitives.Contains(before) || (NounsToo.Contains(word) && BeforeNames.Contains(before)))
        {
            past = "";
            return false;
        }

        past = found.Replace('_', ' ');
        bool isNoun = NounsToo.Contains(word) && (at == 0 || BeforeNouns.Contains(before) || (at + 1 < words.Length && words[at + 1] is "of") || words[at - 1] is [.., ',' or ':' or ';']);
        return !isNoun;
    }

    private static string Bare(string word) => word.Trim(',', ';', ':', '.', '(', ')', '"');

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);

    private static Dictionary<string, string> Pairs(string pairs) => pairs.Split(' ').Select(pair => pair.Split(':')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
