namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// Shortens a record's text to about so many words: without what stands in brackets, at the end of a part that is a sentence by itself, or, where a little more than there is room
/// for is a whole thought, there. Only what has no such end gets a mark that it goes on. Keeps nothing.
/// </summary>
internal static class SentenceCut
{
    /// <summary>What a text ends with that was longer.</summary>
    public const string GoesOn = " ...";

    // Half a thought costs a reader more than some words too many: half as many again, and hardly any where there is room for a few.
    private const int SlackPart = 2;
    private const int NarrowRoom = 9;
    private const int SlackWhereNarrow = 2;
    private const int NoSlackBelow = 7;

    // So many words after a semicolon tell whether it is followed by what a figure is compared with.
    private const int ComparisonWords = 8;

    // Half a sentence that ends on one of these is not even that.
    private static readonly HashSet<string> Hanging = new("a an and are as at because but by for from if in is nor of on or so than that the their then this to was were when which while with without".Split(' '), StringComparer.OrdinalIgnoreCase);

    // What makes words a sentence, in the texts of the diagnosis and of the gateway. One that is missing here costs nothing but the mark.
    private static readonly HashSet<string> Verbs = new(
        ("is are was were has have had does did fails fail failed takes take took refuses refuse refused gets get got sends send sent waits wait waited answers answer answered grows grow grew rose fell began begins asks asked came goes went needs shows said says stays stay dies died see sees saw "
        + "lost loses suffered opened shared kept held gave idled broke used served turned").Split(' '), StringComparer.OrdinalIgnoreCase);

    // After a comma these begin something of their own; a name goes on with a list, and "unless" says that it is otherwise.
    private static readonly string[] Begins = ["an", "the", "nobody", "which", "since", "so", "then", "they", "it", "and", "while", "but"];

    private static readonly string[] Joints = ["but", "while", "because"];

    // What follows an "and" that joins two sentences and not two names.
    private static readonly string[] AfterAnd = ["the", "a", "an", "nobody", "no", "requests", "new", "its", "their", "all", "they", "it", "then", "pool"];

    // A figure without the one that it is compared with says nothing.
    private static readonly string[] Compares = ["usual", "before", "may", "might"];

    public static string Of(string[] words, int maximum)
    {
        string[] kept = WithoutBrackets(words, maximum);
        int slack = maximum < NoSlackBelow ? 0 : maximum < NarrowRoom ? SlackWhereNarrow : maximum / SlackPart;
        int end = kept.Length <= maximum ? kept.Length : EndOf(kept, maximum, slack);
        return end > 0 ? Trimmed(kept[..end]) : Trimmed(kept[..Broken(kept, maximum)]) + GoesOn;
    }

    /// <summary>The last end of a part for which there is room, else the next one; 0 where there is none.</summary>
    private static int EndOf(string[] words, int maximum, int slack)
    {
        for (int count = maximum; count > 1; count--)
        {
            if (EndsAPart(words, count))
            {
                return count;
            }
        }

        for (int count = maximum + 1; count <= Math.Min(maximum + slack, words.Length); count++)
        {
            if (count == words.Length || EndsAPart(words, count))
            {
                return count;
            }
        }

        return 0;
    }

    /// <summary>From the last to the first, as long as there is no room for all of it.</summary>
    private static string[] WithoutBrackets(string[] words, int maximum)
    {
        List<string> kept = [.. words];
        for (int from = kept.Count - 1; from >= 0 && kept.Count > maximum; from--)
        {
            int to = kept[from][0] == '(' ? kept.FindIndex(from, word => word.Contains(')', StringComparison.Ordinal)) : -1;
            if (to >= 0 && from > 0)
            {
                // What follows the bracket belongs to the words before it.
                string after = kept[to][(kept[to].LastIndexOf(')') + 1)..];
                kept.RemoveRange(from, to - from + 1);
                kept[from - 1] += after;
            }
        }

        return [.. kept];
    }

    /// <summary>What follows adds to it: it neither names the rest of a list nor says under which condition it is so, nor what a figure is compared with.</summary>
    private static bool EndsAPart(string[] words, int count)
    {
        bool isEnd = words[count - 1][^1] is ';' or ':' || (words[count - 1][^1] == ',' && Begins.Contains(words[count])) || (IsJoint(words, count) && words.Skip(count + 1).Any(word => Verbs.Contains(Bare(word))));
        return isEnd && DepthAt(words, count) == 0 && words.Take(count).Any(word => Verbs.Contains(Bare(word))) && !IsCompared(words, count);
    }

    private static bool IsJoint(string[] words, int at) =>
        Joints.Contains(words[at]) || (words[at] == "and" && at + 1 < words.Length && (AfterAnd.Contains(words[at + 1]) || words.Skip(at + 1).Take(2).Any(Verbs.Contains)));

    private static bool IsCompared(string[] words, int count) => words[count - 1][^1] == ';' && words.Skip(count).Take(ComparisonWords).Any(word => Compares.Contains(Bare(word)));

    /// <summary>Where nothing ends: neither within brackets, nor between a value and what it became, nor on a word that leads on.</summary>
    private static int Broken(string[] words, int maximum)
    {
        int kept = maximum;
        while (kept > 1 && (Hanging.Contains(Bare(words[kept - 1])) || DepthAt(words, kept) > 0 || IsWithinAChange(words, kept)))
        {
            kept--;
        }

        return kept;
    }

    /// <summary>"from 20 to 5": one without the other is no change.</summary>
    private static bool IsWithinAChange(string[] words, int count)
    {
        int from = Array.LastIndexOf(words, "from", count - 1);
        int to = from < 0 ? -1 : Array.IndexOf(words, "to", from);
        return from >= 0 && to > from && count > from && count < to + 2;
    }

    private static int DepthAt(string[] words, int count) => words.Take(count).Sum(word => word.Count(letter => letter == '(') - word.Count(letter => letter == ')'));

    private static string Bare(string word) => word.Trim(',', ';', ':', '.', '(', ')');

    private static string Trimmed(IEnumerable<string> words) => string.Join(' ', words).TrimEnd('.', ',', ';', ':', ' ');
}
