namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// What somebody wrote down, in about so many words: wholly where a little more than there is room for is enough, else by its parts from the first one on. What people write in a
/// hurry has no grammar to go by, but it has commas. Keeps nothing.
/// </summary>
internal static class NoteCut
{
    // Of a room: somebody's words are cut only where there are far too many.
    private const int SlackPart = 2;
    private const int NoSlackBelow = 7;

    private static readonly string[] Joints = ["; ", ". ", ", ", " - "];

    /// <summary>A sentence with its full stop.</summary>
    /// <param name="maximum">Words; half as many again where that is all of it.</param>
    /// <param name="bound">Words that are never exceeded.</param>
    public static string Of(string text, int maximum, int bound = int.MaxValue)
    {
        string whole = text.ReplaceLineEndings(" ").Trim();
        string[] told = [whole, WithoutBrackets(whole)];
        int most = Math.Min(maximum < NoSlackBelow ? maximum : maximum + (maximum / SlackPart), bound);
        foreach (string one in told.Where(one => CountOf(one) <= most))
        {
            return Sentence(one);
        }

        // The last part is often what was done, the first one what was seen: as many as there is room for, from the first.
        foreach (string joint in Joints)
        {
            string[] parts = told[1].Split(joint);
            int count = parts.Length - 1;
            while (count > 0 && CountOf(string.Join(joint, parts[..count])) > most)
            {
                count--;
            }

            if (count > 0)
            {
                return Sentence(string.Join(joint, parts[..count]));
            }
        }

        return DraftText.Sentence(told[1], maximum);
    }

    private static string Sentence(string text) => DraftText.Sentence(text, int.MaxValue);

    private static string WithoutBrackets(string text)
    {
        for (int open = text.IndexOf(" (", StringComparison.Ordinal); open > 0 && text.IndexOf(')', open) is > 0 and var close; open = text.IndexOf(" (", StringComparison.Ordinal))
        {
            text = text[..open] + text[(close + 1)..];
        }

        return text;
    }

    private static int CountOf(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
