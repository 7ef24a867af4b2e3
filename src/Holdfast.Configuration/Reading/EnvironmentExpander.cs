using System.Text;

namespace Holdfast.Configuration.Reading;

/// <summary>
/// Replaces ${NAME} and ${NAME:-default} in a value; $${ is a literal ${. It works on values that YAML has already told apart,
/// so that a variable can never add keys or lines to the document.
/// </summary>
internal static class EnvironmentExpander
{
    /// <summary>Bound for one value after replacement; a path or a header value is far below it.</summary>
    public const int MaximumLength = 64 * 1024;

    /// <summary>Null when it worked; else what is wrong and what to do about it. Values of variables are never part of either.</summary>
    public static (string Message, string Remedy)? Expand(string text, Func<string, string?> environment, out string expanded)
    {
        expanded = text;
        if (!text.Contains("${", StringComparison.Ordinal))
        {
            return null;
        }

        var result = new StringBuilder(text.Length);
        int position = 0;
        while (position < text.Length && result.Length <= MaximumLength)
        {
            if (text.AsSpan(position).StartsWith("$${"))
            {
                result.Append("${");
                position += 3;
            }
            else if (!text.AsSpan(position).StartsWith("${"))
            {
                result.Append(text[position++]);
            }
            else if (Replace(text, ref position, environment, result) is { } problem)
            {
                return problem;
            }
        }

        expanded = result.ToString();
        return result.Length > MaximumLength ? ("the value is longer than 64 KiB once variables are replaced", "Shorten the variable.") : null;
    }

    private static (string Message, string Remedy)? Replace(string text, ref int position, Func<string, string?> environment, StringBuilder result)
    {
        int end = text.IndexOf('}', position);
        if (end < 0)
        {
            return ("\"${\" has no closing \"}\"", "Write ${NAME} or ${NAME:-default}; write $${ for a literal ${.");
        }

        ReadOnlySpan<char> inside = text.AsSpan(position + 2, end - position - 2);
        int separator = inside.IndexOf(":-");
        string name = (separator < 0 ? inside : inside[..separator]).ToString();
        if (!IsName(name))
        {
            return ($"{SafeText.Quote(name)} is not the name of an environment variable", "Write ${NAME} or ${NAME:-default}; write $${ for a literal ${.");
        }

        string? value = environment(name);
        if (value is null && separator < 0)
        {
            return ($"the environment variable {SafeText.Of(name)} is not set", $"Set {SafeText.Of(name)}, or write ${{{SafeText.Of(name)}:-default}}.");
        }

        // As in a shell, ":-" also stands in for a variable that is set to nothing.
        result.Append(separator >= 0 && string.IsNullOrEmpty(value) ? inside[(separator + 2)..] : value);
        position = end + 1;
        return null;
    }

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static symbol => char.IsAsciiLetterOrDigit(symbol) || symbol == '_');
}
