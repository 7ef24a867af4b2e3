using System.Globalization;
using System.Text;

namespace Holdfast.Agent.Reading;

/// <summary>Numbers out of the kernel's text files. Null where there is none: a field that a kernel does not have is not zero.</summary>
internal static class ProcText
{
    /// <summary>"MemAvailable:   123 kB" or "oom_kill 7": the first number behind the key at a line's begin.</summary>
    public static long? Value(string? text, string key)
    {
        foreach (ReadOnlySpan<char> line in Lines(text))
        {
            if (line.StartsWith(key, StringComparison.Ordinal) && (line.Length == key.Length || !char.IsLetterOrDigit(line[key.Length]) && line[key.Length] != '_'))
            {
                return FirstNumber(line[key.Length..]);
            }
        }

        return null;
    }

    /// <summary>A file that holds one number, decimal or 0x.</summary>
    public static long? Number(string? text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        if (trimmed.StartsWith("0x", StringComparison.Ordinal))
        {
            return long.TryParse(trimmed[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long hex) ? hex : null;
        }

        return long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    public static double? Decimal(ReadOnlySpan<char> text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    public static string[] Fields(string? line) => line?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static LineEnumerator Lines(string? text) => new(text);

    private static long? FirstNumber(ReadOnlySpan<char> text)
    {
        int start = text.IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return null;
        }

        ReadOnlySpan<char> digits = text[start..];
        int end = digits.IndexOfAnyExceptInRange('0', '9');
        return long.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    /// <summary>Lines without allocating them.</summary>
    internal ref struct LineEnumerator(string? text)
    {
        private SpanLineEnumerator lines = text.AsSpan().EnumerateLines();

        public readonly ReadOnlySpan<char> Current => lines.Current;

        public readonly LineEnumerator GetEnumerator() => this;

        public bool MoveNext() => lines.MoveNext();
    }
}
