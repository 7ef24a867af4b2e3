using System.Globalization;

namespace Holdfast.Incidents.Postmortems.Linting.Times;

/// <summary>Lengths and moments as the linter's messages show them.</summary>
internal static class TimeText
{
    public static string Of(TimeSpan length)
    {
        string sign = length < TimeSpan.Zero ? "-" : "";
        TimeSpan size = length.Duration();
        string days = size.Days > 0 ? $"{Number(size.Days)} d " : "";
        string seconds = size.Seconds > 0 ? $" {Number(size.Seconds)} s" : "";
        string unit = size.Seconds > 0 ? " min" : "";
        string text = size.Hours > 0 || size.Days > 0 ? $"{days}{Number(size.Hours)} h {size.Minutes.ToString("00", CultureInfo.InvariantCulture)}{unit}"
            : size.Minutes > 0 || size.Seconds == 0 ? $"{Number(size.Minutes)} min" : "";
        return sign + $"{text}{seconds}".TrimStart();
    }

    public static string Of(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
