namespace Holdfast.Incidents.Postmortems.Linting.Times;

/// <summary>Numbers in words, up to ninety-nine.</summary>
internal static class NumberWords
{
    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>The number that begins here in words; -1 for none.</summary>
    public static double At(string text, int at, out int end)
    {
        end = at;
        string word = Next(text, at);
        int small = Array.IndexOf(Small, word);
        if (small > 0)
        {
            end = at + word.Length;
            return small;
        }

        int ten = Array.IndexOf(Tens, word);
        if (ten < 0)
        {
            return -1;
        }

        end = at + word.Length;
        if (end < text.Length && text[end] is '-' or ' ')
        {
            string unit = Next(text, end + 1);
            int ones = Array.IndexOf(Small, unit);
            if (ones is > 0 and < 10)
            {
                end += 1 + unit.Length;
                return ((ten + 2) * 10) + ones;
            }
        }

        return (ten + 2) * 10;
    }

    public static string Next(string text, int at)
    {
        int end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return text[at..end].ToLowerInvariant();
    }
}
