using System.Globalization;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>Rates as operators write them: requests in a second, minute, hour or day, "100/s".</summary>
public static class RateText
{
    public const string Pattern = @"^[0-9]+(\.[0-9]+)?/(s|m|h|d)$";
    public const string Bound = "1/d to 10000000/s";

    // A fortieth of a microsecond between two requests is nothing that a limit could tell apart; a million days is a slip.
    private const double MaximumPerSecond = 10_000_000;
    private const double MinimumPerSecond = 1.0 / 86_400;

    public static RequestRate Fallback => new(1, TimeSpan.FromSeconds(1));

    public static string Format(RequestRate rate) => string.Create(CultureInfo.InvariantCulture, $"{rate.Requests}/{UnitOf(rate.Period)}");

    public static (string Problem, string Remedy)? Parse(string text, out RequestRate value)
    {
        value = Fallback;
        if (!NumberText.TryRead(text, out int length, out decimal number))
        {
            return ("is not a rate", "Write a number, a slash and s, m, h or d: 100/s.");
        }

        if (PeriodOf(text.AsSpan(length)) is not { } period)
        {
            return (length == text.Length ? "says nothing of the time" : "is not a rate", "Write a number, a slash and s, m, h or d: 100/s.");
        }

        value = new RequestRate(number, period);
        bool isInside = value.PerSecond is >= MinimumPerSecond * 0.999 and <= MaximumPerSecond;
        return isInside ? null : ("is out of range", $"Write a rate from {Bound}; to refuse everything, remove the route.");
    }

    private static TimeSpan? PeriodOf(ReadOnlySpan<char> unit) => unit switch
    {
        "/s" => TimeSpan.FromSeconds(1),
        "/m" => TimeSpan.FromMinutes(1),
        "/h" => TimeSpan.FromHours(1),
        "/d" => TimeSpan.FromDays(1),
        _ => null,
    };

    private static string UnitOf(TimeSpan period) => period.TotalSeconds switch
    {
        1 => "s",
        60 => "m",
        3_600 => "h",
        _ => "d",
    };
}
