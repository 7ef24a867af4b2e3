namespace Holdfast.Configuration.Documents;

/// <summary>
/// Lines that may hold tokens, told from the text alone: it must also work where the text is no valid YAML. Too many lines hidden cost
/// a quote, one too few costs a secret.
/// </summary>
internal static class SecretLines
{
    private static readonly string[] Words = ["sha256:", "hash:", "authorization", "api-key"];

    /// <returns>1-based line numbers.</returns>
    public static HashSet<int> Find(string[] lines)
    {
        var secret = new HashSet<int>();
        (int Indent, bool HoldsList)? block = null;
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index];
            if (block is { } open && line.AsSpan().Trim().Length > 0 && Leaves(line, open.Indent, open.HoldsList))
            {
                block = null;
            }

            block ??= BlockOf(line);
            if (block is not null || Words.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                secret.Add(index + 1);
            }
        }

        return secret;
    }

    // All of otlp, as a header that is indented wrongly is beside its "headers" and not below it.
    private static (int Indent, bool HoldsList)? BlockOf(string line) =>
        line.Contains("tokens", StringComparison.OrdinalIgnoreCase) ? (Indent(line), true)
        : HasWord(line, "otlp") || HasWord(line, "headers") ? (Indent(line), false)
        : null;

    /// <summary>Not requestHeaders: what is sent to servers is quoted, but for lines with one of the words above.</summary>
    private static bool HasWord(string line, string word)
    {
        int at = line.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || !char.IsLetter(line[at - 1]));
    }

    /// <summary>List items may stand at the indentation of their key; closing brackets anywhere.</summary>
    private static bool Leaves(string line, int indent, bool holdsList) =>
        Indent(line) <= indent && line.AsSpan().TrimStart()[0] is not (']' or '}' or '#' or ',') && !(holdsList && line.AsSpan().TrimStart()[0] == '-');

    private static int Indent(string line) => line.Length - line.AsSpan().TrimStart().Length;
}
