namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// Shortens a record's text to so many words: at the end of a part that is a sentence by itself, or with a mark that it goes on. What breaks off in the middle of a thought reads as
/// if the records did. Keeps nothing.
/// </summary>
internal static class SentenceCut
{
    /// <summary>What a text ends with that was longer.</summary>
    public const string GoesOn = " ...";

    // Half a sentence that ends on one of these is not even that.
    private static readonly HashSet<string> Hanging = new("a an and are as at because but by for from if in is nor of on or so than that the their then this to was were when which while with without".Split(' '), StringComparer.OrdinalIgnoreCase);

    // What makes words a sentence, in the texts of the diagnosis and of the gateway. One that is missing here costs nothing but the mark.
    private static readonly HashSet<string> Verbs = new(
        "is are was were has have had does did fails fail failed takes take took refuses refuse refused gets get got sends send sent waits wait waited answers answer answered grows grow grew rose fell began begins asks asked came goes went needs shows said says stays stay dies died see sees lost loses".Split(' '), StringComparer.OrdinalIgnoreCase);

    // After a comma these begin something of their own; a name goes on with a list, and "unless" says that it is otherwise.
    private static readonly string[] Begins = ["an", "the", "nobody", "which", "so", "then", "they", "it"];

    private static readonly string[] Joints = ["and", "but", "while", "because"];

    public static string Of(string[] words, int maximum)
    {
        if (words.Length <= maximum)
        {
            return Trimmed(words);
        }

        for (int count = maximum; count > 1; count--)
        {
            if (EndsAPart(words, count) && words.Take(count).Any(word => Verbs.Contains(Bare(word))))
            {
                return Trimmed(words[..count]);
            }
        }

        int kept = maximum;
        while (kept > 1 && Hanging.Contains(Bare(words[kept - 1])))
        {
            kept--;
        }

        return Trimmed(words[..kept]) + GoesOn;
    }

    /// <summary>What follows adds to it: it neither names the rest of a list nor says under which condition it is so.</summary>
    private static bool EndsAPart(string[] words, int count) =>
        words[count - 1][^1] is ';' or ':' || (words[count - 1][^1] == ',' && Begins.Contains(words[count])) || Joints.Contains(words[count]) && words.Skip(count + 1).Any(word => Verbs.Contains(Bare(word)));

    private static string Bare(string word) => word.Trim(',', ';', ':', '.', '(', ')');

    private static string Trimmed(IEnumerable<string> words) => string.Join(' ', words).TrimEnd('.', ',', ';', ':', ' ');
}
