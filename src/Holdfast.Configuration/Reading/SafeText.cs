using System.Globalization;
using System.Text;

namespace Holdfast.Configuration.Reading;

/// <summary>Text of the operator's as findings may show it: bounded, and without symbols that steer a terminal.</summary>
internal static class SafeText
{
    /// <summary>Enough to recognise a value, short enough for one line of a terminal.</summary>
    public const int MaximumLength = 60;

    public static string Quote(string text) => $"\"{Of(text)}\"";

    /// <summary>Of bounded text of ours that may hold a symbol of the operator's.</summary>
    public static string Printable(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (char symbol in text)
        {
            Append(safe, symbol);
        }

        return safe.ToString();
    }

    public static string Of(string text)
    {
        var safe = new StringBuilder(Math.Min(text.Length, MaximumLength) + 3);
        foreach (char symbol in text)
        {
            if (safe.Length >= MaximumLength)
            {
                return safe.Append("...").ToString();
            }

            Append(safe, symbol);
        }

        return safe.ToString();
    }

    /// <summary>Control and formatting symbols (which can reorder or hide text) and lone surrogates as \uXXXX.</summary>
    public static void Append(StringBuilder safe, char symbol)
    {
        if (char.IsControl(symbol) || char.IsSurrogate(symbol) || char.GetUnicodeCategory(symbol) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        {
            safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)symbol:X4}");
        }
        else
        {
            safe.Append(symbol);
        }
    }
}
