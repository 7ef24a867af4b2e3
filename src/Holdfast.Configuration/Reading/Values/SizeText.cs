using System.Globalization;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>Sizes as operators write them: 16KiB (1024), 1MB (1000 x 1000), 10GiB, or plain bytes.</summary>
public static class SizeText
{
    public const string Pattern = @"^\d+(\.\d+)?([bB]|[kKmMgGtT]([iI])?[bB])?$";

    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
        ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000), ("B", 1),
    ];

    public static (string Problem, string Remedy)? Parse(string text, out long value)
    {
        value = 0;
        if (!NumberText.TryRead(text, out int digits, out decimal number))
        {
            return NotASize;
        }

        string unit = text[digits..];
        int found = unit.Length == 0 ? Units.Length - 1 : Array.FindIndex(Units, entry => string.Equals(entry.Unit, unit, StringComparison.OrdinalIgnoreCase));
        if (found < 0)
        {
            bool isLetterOnly = unit is "k" or "K" or "m" or "M" or "g" or "G" or "t" or "T";
            string letter = unit.ToUpperInvariant();
            return isLetterOnly
                ? ("is a size with half a unit", $"Write {text[..digits]}{letter}iB (1024) or {text[..digits]}{letter}B (1000).")
                : NotASize;
        }

        decimal bytes = number * Units[found].Bytes;
        if (bytes > long.MaxValue || bytes != Math.Floor(bytes))
        {
            return (bytes > long.MaxValue ? "is too large" : "is not a whole number of bytes", "Write a whole number: 16KiB, 1MB, 10GiB.");
        }

        value = (long)bytes;
        return null;
    }

    private static (string Problem, string Remedy) NotASize => ("is not a size", "Write a number and a unit of B, kB, KiB, MB, MiB, GB, GiB: 16KiB, 1MB, 10GiB.");

    public static string Format(long value)
    {
        foreach ((string unit, long bytes) in Units)
        {
            if (value >= bytes && value % bytes == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{value / bytes}{unit}");
            }
        }

        return "0";
    }
}
