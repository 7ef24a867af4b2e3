using System.Globalization;

namespace Holdfast.Cli;

/// <summary>Figures of a load as people read them.</summary>
internal static class LoadText
{
    public static string Milliseconds(double nanoseconds)
    {
        double milliseconds = nanoseconds / 1e6;
        string format = milliseconds < 1 ? "0.000" : milliseconds < 10 ? "0.00" : milliseconds < 100 ? "0.0" : "0";
        return milliseconds.ToString(format, CultureInfo.InvariantCulture);
    }

    public static string Count(double count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Rate(double perSecond) => perSecond.ToString(perSecond < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    /// <summary>Never rounded up to a whole: 99.996 % is not all.</summary>
    public static string Percent(double part, double whole)
    {
        double percent = whole > 0 ? 100 * part / whole : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(percent * 100) / 100:0.##} %");
    }
}
