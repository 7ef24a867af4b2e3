using System.Text;

namespace Holdfast.Cli;

/// <summary>Lines of the status as text, with colours where they are wanted.</summary>
internal static class StatusText
{
    private const string Reset = "\e[0m";

    /// <summary>Standard output is a terminal, and nobody has asked for NO_COLOR (present and not empty, as the convention has it).</summary>
    public static bool IsStyled => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 };

    public static string Format(IReadOnlyList<StatusLine> lines, bool styled)
    {
        StringBuilder text = new();
        foreach (StatusLine line in lines)
        {
            text.Append(Styled(line, styled)).Append('\n');
        }

        return text.ToString();
    }

    public static string Styled(StatusLine line, bool styled)
    {
        string code = line.Tone switch
        {
            StatusTone.Heading => "\e[1m",
            StatusTone.Good => "\e[32m",
            StatusTone.Warning => "\e[33m",
            StatusTone.Bad => "\e[1;31m",
            StatusTone.Dim => "\e[2m",
            _ => "",
        };
        return styled && code.Length > 0 && line.Text.Length > 0 ? code + line.Text + Reset : line.Text;
    }
}
