using System.Globalization;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Scenarios;

/// <summary>Bounds as they are written (92%, 50ms, 3s, 12) and as verdicts print them.</summary>
internal static class BoundText
{
    public static bool TryParse(string text, BoundUnit unit, out double value)
    {
        value = 0;
        switch (unit)
        {
            case BoundUnit.Percent:
                return text.EndsWith('%') && TryNumber(text[..^1], out value) && value <= 100;
            case BoundUnit.Count:
                return TryNumber(text, out value) && value == Math.Floor(value);
            default:
                bool understood = DurationText.Parse(text, out TimeSpan duration) is null;
                value = unit == BoundUnit.Seconds ? duration.TotalSeconds : duration.TotalMilliseconds;
                return understood;
        }
    }

    public static string Example(BoundUnit unit) => unit switch
    {
        BoundUnit.Percent => "92%",
        BoundUnit.Milliseconds => "50ms",
        BoundUnit.Seconds => "3s",
        _ => "12",
    };

    public static string Format(double value, BoundUnit unit) => unit switch
    {
        BoundUnit.Percent => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(value * 100) / 100:0.##} %"),
        BoundUnit.Milliseconds => string.Create(CultureInfo.InvariantCulture, $"{value:0.#} ms"),
        BoundUnit.Seconds => string.Create(CultureInfo.InvariantCulture, $"{value:0.#} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0}"),
    };

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
