using System.CommandLine.Parsing;
using System.Globalization;

namespace Holdfast.Cli;

/// <summary>Values of the options of `holdfast capacity`.</summary>
internal static class CapacityParsers
{
    /// <summary>1200/s, 1.2k/s, 72000/m as everywhere, or 72000/min; a bare number is per second.</summary>
    public static double? Rate(ArgumentResult result)
    {
        string written = result.Tokens[0].Value;
        (string number, double factor) = written switch
        {
            _ when written.EndsWith("/min", StringComparison.Ordinal) => (written[..^4], 1.0 / 60),
            _ when written.EndsWith("/m", StringComparison.Ordinal) => (written[..^2], 1.0 / 60),
            _ when written.EndsWith("/s", StringComparison.Ordinal) => (written[..^2], 1),
            _ => (written, 1),
        };
        if (number.EndsWith('k'))
        {
            (number, factor) = (number[..^1], factor * 1000);
        }

        if (!TryNumber(number, out double rate) || rate <= 0)
        {
            result.AddError($"'{written}' is not a rate. Write for example 1200/s, 1.2k/s or 72000/m");
            return null;
        }

        return rate * factor;
    }

    /// <summary>15%/month, 2%/week, 80%/year as a share each month; -5%/month shrinks.</summary>
    public static double? Growth(ArgumentResult result)
    {
        string written = result.Tokens[0].Value;
        string[] parts = written.Split('/');
        double? perMonth = parts.Length < 2 ? 1 : parts[1] switch { "month" => 1, "week" => 365.25 / 12 / 7, "year" => 1.0 / 12, _ => null };
        if (perMonth is null || parts.Length > 2 || !parts[0].EndsWith('%') || !TryNumber(parts[0][..^1], out double percent) || percent is <= -100 or > 10_000)
        {
            result.AddError($"'{written}' is not a growth. Write for example 15%/month, 2%/week or 80%/year");
            return null;
        }

        return Math.Pow(1 + (percent / 100), perMonth.Value) - 1;
    }

    public static double? Headroom(ArgumentResult result)
    {
        string written = result.Tokens[0].Value;
        if (!written.EndsWith('%') || !TryNumber(written[..^1], out double percent) || percent is < 0 or > 95)
        {
            result.AddError($"'{written}' is not a headroom. Write a part of each server that stays unused, from 0% to 95%, as 30%");
            return null;
        }

        return percent / 100;
    }

    public static int? Servers(ArgumentResult result)
    {
        string written = result.Tokens[0].Value;
        if (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out int servers) || servers is < 1 or > 1_000_000)
        {
            result.AddError($"'{written}' is not a number of servers. Write for example 4");
            return null;
        }

        return servers;
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
