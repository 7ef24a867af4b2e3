namespace Holdfast.Configuration.Documents;

/// <summary>
/// Lines that may hold tokens, told from the text alone: it must also work where the text is no valid YAML. Too many lines hidden cost
/// a quote, one too few costs a secret.
/// </summary>
internal static class SecretLines
{
    /// <returns>1-based line numbers.</returns>
    public static HashSet<int> Find(string[] lines)
    {
        var secret = new HashSet<int>();
        int? tokensIndent = null;
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index];
            bool isBlank = line.AsSpan().Trim().Length == 0;
            if (!isBlank && tokensIndent is { } indent && Leaves(line, indent))
            {
                tokensIndent = null;
            }

            if (tokensIndent is null && line.Contains("tokens", StringComparison.OrdinalIgnoreCase))
            {
                tokensIndent = Indent(line);
            }

            if (tokensIndent is not null || line.Contains("sha256:", StringComparison.OrdinalIgnoreCase) || line.Contains("hash:", StringComparison.OrdinalIgnoreCase) || line.Contains("authorization", StringComparison.OrdinalIgnoreCase) || line.Contains("api-key", StringComparison.OrdinalIgnoreCase))
            {
                secret.Add(index + 1);
            }
        }

        return secret;
    }

    /// <summary>List items may stand at the indentation of their key; closing brackets anywhere.</summary>
    private static bool Leaves(string line, int tokensIndent) =>
        Indent(line) <= tokensIndent && line.AsSpan().TrimStart()[0] is not ('-' or ']' or '}' or '#' or ',');

    private static int Indent(string line) => line.Length - line.AsSpan().TrimStart().Length;
}
