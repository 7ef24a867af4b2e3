using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>The line "Cause: NAME" above the first part of a postmortem: whoever wants to be sure of the cause's name writes it there. Keeps nothing. Owner: <see cref="CauseLine"/>.</summary>
internal static class CauseHeader
{
    private const string Label = "Cause:";

    // "pool exhaustion", "a sick server": more words are a sentence of somebody's own form, and not meant as a name.
    private const int WordsOfAName = 3;

    /// <summary>The name as commands take it; "" where it says that nobody knows, null where there is no such line.</summary>
    public static string? Of(string markdown) => Value(markdown) is not { } value ? null : CauseDoubt.Is(value) ? "" : NamedCauses.NameOf(value);

    /// <summary>A name that is mistyped would settle nothing, and nobody would see it. Null where there is none, and where it is one.</summary>
    public static string? ProblemOf(string markdown) => Value(markdown) is { } value && value.Split(' ').Length <= WordsOfAName && !CauseDoubt.Is(value) && NamedCauses.NameOf(value) is null
        ? $"'Cause: {value}' in the header is no cause that Holdfast knows. Write one of these: {string.Join(", ", NamedCauses.All)}; or leave the line out, and the summary's root cause is told in its own words."
        : null;

    private static string? Value(string markdown)
    {
        foreach (string line in markdown.Split('\n').TakeWhile(static line => !line.StartsWith("##", StringComparison.Ordinal)))
        {
            string plain = Markup.Plain(line).TrimStart('-', ' ');
            if (plain.StartsWith(Label, StringComparison.OrdinalIgnoreCase) && plain[Label.Length..].Trim().TrimEnd('.') is { Length: > 0 } value)
            {
                return value;
            }
        }

        return null;
    }
}
