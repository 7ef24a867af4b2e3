namespace Holdfast.Foundation;

/// <summary>The known word that a misspelt one most likely stands for.</summary>
public static class NearestWord
{
    /// <summary>Longer words are not compared: the table of distances grows with the square.</summary>
    private const int MaximumLength = 64;

    public static string? Of(string written, IEnumerable<string> known)
    {
        if (written.Length is 0 or > MaximumLength)
        {
            return null;
        }

        string plain = Plain(written);
        string? closest = null;
        int smallest = int.MaxValue;
        foreach (string candidate in known)
        {
            // A third of the word may be wrong; in a word of two letters nothing may, or everything would resemble it.
            int tolerance = Math.Min(3, Math.Max(written.Length, candidate.Length) / 3);
            int distance = candidate.Length > MaximumLength ? int.MaxValue : Distance(plain, Plain(candidate));
            if (distance <= tolerance && distance < smallest)
            {
                (closest, smallest) = (candidate, distance);
            }
        }

        return closest;
    }

    /// <summary>strip_prefix, strip-prefix and STRIPPREFIX all stand for stripPrefix.</summary>
    private static string Plain(string word) =>
        word.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).</summary>
    internal static int Distance(string left, string right)
    {
        var distances = new int[left.Length + 1, right.Length + 1];
        for (int row = 0; row <= left.Length; row++)
        {
            distances[row, 0] = row;
        }

        for (int column = 0; column <= right.Length; column++)
        {
            distances[0, column] = column;
        }

        for (int row = 1; row <= left.Length; row++)
        {
            for (int column = 1; column <= right.Length; column++)
            {
                int replaced = distances[row - 1, column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                int best = Math.Min(replaced, Math.Min(distances[row - 1, column], distances[row, column - 1]) + 1);
                bool isSwap = row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
                distances[row, column] = isSwap ? Math.Min(best, distances[row - 2, column - 2] + 1) : best;
            }
        }

        return distances[left.Length, right.Length];
    }
}
