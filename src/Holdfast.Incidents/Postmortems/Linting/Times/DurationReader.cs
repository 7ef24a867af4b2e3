using System.Globalization;

namespace Holdfast.Incidents.Postmortems.Linting.Times;

/// <summary>Lengths as people write them: 2 h 30, 1hrs: 05mins, 90 minutes, two and a half hours, 1hr: 20mins: 5secs [01:20:05], 2:30 hours.</summary>
internal static class DurationReader
{
    private static readonly string[] Hedges = ["about", "around", "approximately", "roughly", "nearly", "almost", "over", "than", "under", "some", "to", "circa", "ca", "approx", "within"];

    public static List<DurationMention> Read(string text)
    {
        List<DurationMention> durations = [];
        int at = 0;
        while (at < text.Length)
        {
            bool begins = char.IsAsciiLetterOrDigit(text[at]) && (at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or ':' or '_' or ','));
            if (begins && At(text, at) is { } duration)
            {
                durations.Add(duration);
                at = duration.End;
            }
            else
            {
                at++;
            }
        }

        return durations;
    }

    private static DurationMention? At(string text, int at)
    {
        if (Halves(text, at) is { } half)
        {
            return half;
        }

        TimeSpan sum = default;
        TimeSpan precision = TimeSpan.MaxValue;
        int end = at;
        int next = at;
        while (Part(text, next, precision, out int after) is { } part)
        {
            sum += part.Length;
            precision = part.Precision;
            end = after;
            next = SkipJoin(text, after);
            if (next == after && !(after < text.Length && char.IsAsciiDigit(text[after])))
            {
                break;
            }
        }

        if (end == at)
        {
            return Colons(text, at);
        }

        end = AndAHalf(text, end, precision, ref sum);
        return new DurationMention(at, SkipBracket(text, end), sum, precision, IsHedged(text, at, end));
    }

    /// <summary>A number and its unit; the unit is smaller than the one before.</summary>
    private static (TimeSpan Length, TimeSpan Precision)? Part(string text, int at, TimeSpan above, out int end)
    {
        double number = Number(text, at, out int afterNumber, out bool hasDecimal);
        end = at;
        if (number < 0)
        {
            return null;
        }

        int unitStart = afterNumber;
        while (unitStart < text.Length && text[unitStart] is ' ' or '-' && unitStart - afterNumber < 2)
        {
            unitStart++;
        }

        TimeSpan unit = Unit(text, unitStart, out int afterUnit);
        // "0900 hrs" is a time of day.
        bool isMilitary = afterNumber - at == 4 && unit == TimeSpan.FromHours(1);
        bool isGluedStatus = isMilitary || unitStart == afterNumber && afterUnit == unitStart + 1 && number is >= 100;
        if (unit == default || isGluedStatus)
        {
            // "2 h 30": minutes go without saying.
            bool areMinutes = above == TimeSpan.FromHours(1) && number < 60 && afterNumber - at == 2 && !(afterNumber < text.Length && (char.IsLetterOrDigit(text[afterNumber]) || text[afterNumber] is ':' or '%' or '-' or '/'))
                && !(afterNumber + 1 < text.Length && text[afterNumber] == ' ' && (char.IsLower(text[afterNumber + 1]) || text[afterNumber + 1] is '%' or '–' or '-')) && at > 1 && text[at - 1] is ' ' or 'h';
            end = areMinutes ? afterNumber : at;
            return areMinutes ? (TimeSpan.FromMinutes(number), TimeSpan.FromMinutes(1)) : null;
        }

        if (unit >= above || number > 100_000)
        {
            return null;
        }

        end = afterUnit;
        return (unit * number, hasDecimal ? unit / 10 : unit);
    }

    private static double Number(string text, int at, out int end, out bool hasDecimal)
    {
        hasDecimal = false;
        end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (end == at)
        {
            string word = NumberWords.Next(text, at);
            if (word is "an" or "a")
            {
                end = at + word.Length;
                return 1;
            }

            return NumberWords.At(text, at, out end);
        }

        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            hasDecimal = true;
            end++;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }
        }

        return end - at > 9 ? -1 : double.Parse(text.AsSpan(at, end - at), CultureInfo.InvariantCulture);
    }

    private static TimeSpan Unit(string text, int at, out int end)
    {
        string word = NumberWords.Next(text, at);
        end = at + word.Length;
        if (end < text.Length && text[end] == '.' && word is "h" or "hr" or "hrs" or "min" or "mins" or "sec" or "secs")
        {
            end = end + 1 < text.Length && text[end + 1] == ' ' && end + 2 < text.Length && char.IsUpper(text[end + 2]) ? end : end + 1;
        }

        if (end < text.Length && char.IsAsciiDigit(text[end]) && word is not ("h" or "m" or "d"))
        {
            return default;
        }

        return word switch
        {
            "week" or "weeks" => TimeSpan.FromDays(7),
            "day" or "days" or "d" => TimeSpan.FromDays(1),
            "hour" or "hours" or "hr" or "hrs" or "h" => TimeSpan.FromHours(1),
            "minute" or "minutes" or "min" or "mins" or "m" => TimeSpan.FromMinutes(1),
            "second" or "seconds" or "sec" or "secs" or "s" => TimeSpan.FromSeconds(1),
            _ => default,
        };
    }

    // half an hour, an hour and a half
    private static DurationMention? Halves(string text, int at)
    {
        foreach ((string words, double minutes) in new[] { ("half an hour", 30.0), ("half a day", 720), ("an hour and a half", 90), ("a quarter of an hour", 15), ("three quarters of an hour", 45) })
        {
            if (string.Compare(text, at, words, 0, words.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return new DurationMention(at, at + words.Length, TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(1), IsHedged(text, at, at + words.Length));
            }
        }

        // two and a half hours
        double number = Number(text, at, out int end, out _);
        const string AndAHalfOf = " and a half ";
        if (number > 0 && string.Compare(text, end, AndAHalfOf, 0, AndAHalfOf.Length, StringComparison.OrdinalIgnoreCase) == 0)
        {
            TimeSpan unit = Unit(text, end + AndAHalfOf.Length, out int after);
            return unit == default ? null : new DurationMention(at, after, unit * (number + 0.5), unit / 60, IsHedged(text, at, after));
        }

        return null;
    }

    // "two hours and a half"
    private static int AndAHalf(string text, int end, TimeSpan unit, ref TimeSpan sum)
    {
        const string Words = " and a half";
        if (unit == TimeSpan.MaxValue || string.Compare(text, end, Words, 0, Words.Length, StringComparison.OrdinalIgnoreCase) != 0)
        {
            return end;
        }

        sum += unit / 2;
        return end + Words.Length;
    }

    // 2:30 hours, 02:30:00 h
    private static DurationMention? Colons(string text, int at)
    {
        int next = at;
        List<int> parts = [];
        while (next < text.Length && char.IsAsciiDigit(text[next]) && parts.Count < 3)
        {
            int start = next;
            while (next < text.Length && char.IsAsciiDigit(text[next]) && next - start < 3)
            {
                next++;
            }

            parts.Add(int.Parse(text.AsSpan(start, next - start), CultureInfo.InvariantCulture));
            if (next >= text.Length || text[next] != ':')
            {
                break;
            }

            next++;
        }

        if (parts.Count >= 2 && text[next - 1] != ':' && parts[1] < 60 && IsLabelled(text, at) && StandsAlone(text, next))
        {
            return new DurationMention(at, next, new TimeSpan(parts[0], parts[1], parts.Count > 2 ? parts[2] : 0), TimeSpan.FromMinutes(parts.Count > 2 ? 1.0 / 60 : 1), false);
        }

        if (parts.Count < 2 || next >= text.Length || text[next - 1] == ':')
        {
            return null;
        }

        int unitStart = text[next] == ' ' ? next + 1 : next;
        TimeSpan unit = Unit(text, unitStart, out int end);
        // "09:10 h" and "0910 hrs" are clocks; "hours" and "min" are lengths.
        bool isLength = unit == TimeSpan.FromHours(1) && end - unitStart > 3;
        return isLength && parts[1] < 60
            ? new DurationMention(at, end, new TimeSpan(parts[0], parts[1], parts.Count > 2 ? parts[2] : 0), TimeSpan.FromMinutes(parts.Count > 2 ? 1.0 / 60 : 1), IsHedged(text, at, end))
            : null;
    }

    // "Duration: 01:50" is a length when no second time and no zone follows.
    private static bool IsLabelled(string text, int at)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, at).TrimEnd(" :*_".AsSpan());
        return before.EndsWith("duration", StringComparison.OrdinalIgnoreCase) || before.EndsWith("downtime", StringComparison.OrdinalIgnoreCase) || before.EndsWith("length", StringComparison.OrdinalIgnoreCase);
    }

    private static bool StandsAlone(string text, int at)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at).TrimStart();
        return rest.Length == 0 || (rest[0] is '(' or '.' or ',' or ';') || rest.StartsWith("in total", StringComparison.Ordinal);
    }

    private static int SkipJoin(string text, int at)
    {
        int next = at;
        while (next < text.Length && text[next] is ' ' or ':' or ',' or '&' && next - at < 3)
        {
            next++;
        }

        if (string.CompareOrdinal(text, next, "and ", 0, 4) == 0)
        {
            next += 4;
        }

        return next;
    }

    // "[01:20:05]" repeats the length.
    private static int SkipBracket(string text, int at)
    {
        int open = at < text.Length && text[at] == ' ' ? at + 1 : at;
        if (open + 4 >= text.Length || text[open] is not ('[' or '('))
        {
            return at;
        }

        int close = open + 1;
        while (close < text.Length && (char.IsAsciiDigit(text[close]) || text[close] is ':' or ' '))
        {
            close++;
        }

        bool repeats = close < text.Length && text[close] is ']' or ')' && text.AsSpan(open, close - open).Contains(':');
        return repeats ? close + 1 : at;
    }

    private static bool IsHedged(string text, int at, int end)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, at).TrimEnd();
        int start = before.LastIndexOfAny(' ', '(') + 1;
        string word = before[start..].ToString().Trim('*', '_', ':').ToLowerInvariant();
        return before.EndsWith("~") || before.EndsWith("≈") || before.EndsWith(">") || before.EndsWith("<") || Array.IndexOf(Hedges, word) >= 0 || string.Compare(text, end, " or so", 0, 6, StringComparison.OrdinalIgnoreCase) == 0;
    }
}
