using System.Globalization;
using System.Text;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>Durations as operators write them: 250ms, 2s, 1m30s, 1.5h. Each unit at most once, larger ones first.</summary>
public static class DurationText
{
    public const string Pattern = @"^(\d+(\.\d+)?d)?(\d+(\.\d+)?h)?(\d+(\.\d+)?m)?(\d+(\.\d+)?s)?(\d+(\.\d+)?ms)?$";

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    public static (string Problem, string Remedy)? Parse(string text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        if (text == "0")
        {
            return null;
        }

        if (NumberText.TryRead(text, out int digits, out _) && digits == text.Length)
        {
            return ("is a duration without a unit", $"Write {SafeText.Of(text)}s for seconds or {SafeText.Of(text)}ms for milliseconds.");
        }

        decimal ticks = 0;
        int position = 0;
        int nextUnit = 0;
        while (position < text.Length || position == 0)
        {
            if (!NumberText.TryRead(text.AsSpan(position), out digits, out decimal number))
            {
                return NotADuration;
            }

            position += digits;
            int letters = text.AsSpan(position).IndexOfAnyExceptInRange('a', 'z');
            string unit = letters < 0 ? text[position..] : text.Substring(position, letters);
            position += unit.Length;
            int found = Array.FindIndex(Units, entry => entry.Unit == unit);
            if (found < nextUnit)
            {
                return found < 0 ? NotADuration : ("has its units in the wrong order, or twice", "Write larger units first, each once: 1h30m, 1m30s, 2s500ms.");
            }

            ticks += number * Units[found].Ticks;
            nextUnit = found + 1;
        }

        if (ticks > long.MaxValue)
        {
            return ("is too long", "Write a shorter duration.");
        }

        value = TimeSpan.FromTicks((long)ticks);
        return null;
    }

    private static (string Problem, string Remedy) NotADuration => ("is not a duration", "Write a number and a unit of ms, s, m, h, d: 250ms, 2s, 1m30s, 1h.");

    public static string Format(TimeSpan value)
    {
        if (value == TimeSpan.Zero)
        {
            return "0";
        }

        var text = new StringBuilder();
        decimal rest = value.Ticks;
        foreach ((string unit, long ticks) in Units)
        {
            decimal count = unit == "ms" ? rest / ticks : Math.Floor(rest / ticks);
            if (count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
                rest -= count * ticks;
            }
        }

        return text.ToString();
    }
}
