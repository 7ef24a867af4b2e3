using System.Globalization;
using Holdfast.Admin;

namespace Holdfast.Cli;

/// <summary>Numbers of the status as people read them.</summary>
internal static class StatusNumber
{
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Requests a second.</summary>
    public static string Rate(double value) => value.ToString(value is > 0 and < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture) + "/s";

    public static string Share(double value) => value switch
    {
        <= 0 => "0 %",
        < 0.001 => "under 0.1 %",
        < 0.1 => (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + " %",
        < 1 => Math.Min(99, 100 * value).ToString("0", CultureInfo.InvariantCulture) + " %",
        _ => "100 %",
    };

    public static string Seconds(double value) => value switch
    {
        < 0.0995 => (1000 * value).ToString("0.0", CultureInfo.InvariantCulture) + " ms",
        < 0.9995 => (1000 * value).ToString("0", CultureInfo.InvariantCulture) + " ms",
        _ => value.ToString("0.0", CultureInfo.InvariantCulture) + " s",
    };

    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{age.Minutes} min {age.Seconds} s"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{age.Hours} h {age.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.Days} d {age.Hours} h"),
    };

    /// <summary>What comes for a pool and what becomes of it.</summary>
    public static string Flow(PoolReport pool)
    {
        string offered = pool.OfferedPerSecond is { } rate ? $"offered {Rate(rate)}, capacity {(pool.Capacity is { } known ? Rate(known) : "not known (never full)")}, " : "";
        return $"{offered}answered {Rate(pool.AnsweredPerSecond)}, failed {Rate(pool.FailedPerSecond)}, shed {Rate(pool.Shed.Sum(one => one.PerSecond))}";
    }
}
