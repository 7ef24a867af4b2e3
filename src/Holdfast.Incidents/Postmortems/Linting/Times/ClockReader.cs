using System.Globalization;

namespace Holdfast.Incidents.Postmortems.Linting.Times;

/// <summary>Times of day as people write them: 09:10, 9.10 am, 9 PM, 0910 UTC, 9h10, noon, 2031-03-04T09:10:05Z.</summary>
internal static class ClockReader
{
    /// <param name="taken">Places that are lengths already, in the order of the text.</param>
    public static List<ClockMention> Read(string text, IReadOnlyList<DurationMention> taken)
    {
        List<ClockMention> clocks = [];
        int at = 0;
        int next = 0;
        while (at < text.Length)
        {
            // They are in the order of the text, as the times are.
            while (next < taken.Count && taken[next].End <= at)
            {
                next++;
            }

            if (next < taken.Count && taken[next].Start <= at)
            {
                at = taken[next].End;
                continue;
            }

            if (MayBegin(text, at) && At(text, at) is { } clock)
            {
                clocks.Add(clock);
                at = Math.Max(clock.End, at + 1);
            }
            else
            {
                at++;
            }
        }

        return clocks;
    }

    public static bool StartsWithClock(string text)
    {
        int at = 0;
        if (DateReader.Read(text.Length > 40 ? text[..40] : text) is [{ Start: 0 } date, ..])
        {
            at = date.End;
        }

        while (at < text.Length && text[at] is ' ' or ',' or 'T' or '*' or '`')
        {
            at++;
        }

        return at < text.Length && At(text, at) is { } clock && (clock.End >= text.Length || !char.IsLetterOrDigit(text[clock.End]) || clock.IsTwelveHour);
    }

    // Not inside a number, an address, a version, a hexadecimal number or a path. After "T" of a date, and after the dash of a range, it is.
    private static bool MayBegin(string text, int at)
    {
        if (!char.IsAsciiLetterOrDigit(text[at]))
        {
            return false;
        }

        if (at == 0)
        {
            return true;
        }

        char before = text[at - 1];
        if (before == 'T' && at > 4 && char.IsAsciiDigit(text[at - 2]))
        {
            return true;
        }

        return !char.IsLetterOrDigit(before) && before is not ('.' or ':' or '/' or '_' or '$' or '#' or '=' or '+' or '€') && !(before == '-' && at > 1 && char.IsAsciiLetter(text[at - 2]) && !text.AsSpan(0, at - 1).EndsWith("UTC", StringComparison.Ordinal) && text[at - 2] is not ('m' or 'M'));
    }

    private static ClockMention? At(string text, int at)
    {
        if (!char.IsAsciiDigit(text[at]))
        {
            return Named(text, at);
        }

        int next = at;
        int hour = Digits(text, ref next, 4);
        int digits = next - at;
        if (digits == 4)
        {
            return Military(text, at, next, hour);
        }

        int minute = 0;
        int? second = null;
        char separator = '\0';
        if (digits <= 2 && next + 2 < text.Length + 0 && text[next] is ':' or '.' or 'h' or 'H' && IsTwoDigits(text, next + 1))
        {
            separator = text[next];
            next++;
            minute = Digits(text, ref next, 2);
            if (next < text.Length && text[next] == separator && separator == ':' && IsTwoDigits(text, next + 1))
            {
                next++;
                second = Digits(text, ref next, 2);
                next = SkipFraction(text, next);
            }
        }

        return Finish(text, at, next, digits, hour, minute, second, separator);
    }

    private static ClockMention? Finish(string text, int at, int next, int digits, int hour, int minute, int? second, char separator)
    {
        int afterHalf = Half(text, next, out bool? isAfternoon);
        Zone? zone = ZoneReader.At(text, AfterHours(text, afterHalf), out int afterZone);
        bool isClockWord = separator is ':' or 'h' or 'H' || isAfternoon is not null || (separator == '.' && (zone is not null || IsHours(text, afterHalf) || IsAfterAt(text, at)));
        bool goesOn = afterHalf < text.Length && zone is null && (char.IsLetterOrDigit(text[afterHalf]) && !IsHours(text, afterHalf) || (text[afterHalf] is ':' or '/' or '_' && afterHalf + 1 < text.Length && char.IsLetterOrDigit(text[afterHalf + 1])) || text[afterHalf] == '%');
        if (!isClockWord || goesOn || digits > 2 || hour > 24 || minute > 59 || second > 60 || (isAfternoon is not null && hour is 0 or > 12) || (hour == 24 && minute > 0))
        {
            return isAfternoon is not null && hour > 12 && hour < 24 && separator == ':' ? Make(at, afterZone, hour, minute, second, zone, false, false) : null;
        }

        int real = isAfternoon switch { true => hour % 12 + 12, false => hour % 12, _ => hour };
        return Make(at, afterZone, real, minute, second, zone, isAfternoon is not null, isAfternoon is null && hour is > 0 and <= 12 && digits == (hour < 10 ? 1 : 2));
    }

    private static ClockMention Make(int at, int end, int hour, int minute, int? second, Zone? zone, bool isTwelveHour, bool mayBeEither) => new()
    {
        Start = at,
        End = end,
        Hour = hour % 24,
        DaysAfter = hour / 24,
        Minute = minute,
        Second = second,
        OwnZone = zone,
        IsTwelveHour = isTwelveHour,
        MayBeEither = mayBeEither,
    };

    // 0910 UTC, 0910Z, 0910 hrs: four digits alone are a year or a number.
    private static ClockMention? Military(string text, int at, int next, int number)
    {
        // A year and its month look like an hour and its offset: only a zone in letters makes four digits a time.
        bool isNumber = next < text.Length && text[next] is '-' or '+';
        int end = next;
        Zone? zone = isNumber ? null : ZoneReader.At(text, AfterHours(text, next), out end);
        bool isClock = (zone is not null || IsHours(text, next) || OpensEntry(text, at, next, number)) && number / 100 < 24 && number % 100 < 60;
        return isClock ? Make(at, zone is null ? next : end, number / 100, number % 100, null, zone, false, false) : null;
    }

    // "0942 - Banner ...": at the beginning of an entry, unless it may be a year.
    private static bool OpensEntry(string text, int at, int next, int number) =>
        at == 0 && number / 100 is not (19 or 20) && (text.AsSpan(next).StartsWith(" - ") || text.AsSpan(next).StartsWith(" – ") || text.AsSpan(next).StartsWith(" — ") || text.AsSpan(next).StartsWith(": "));

    private static ClockMention? Named(string text, int at)
    {
        string word = NumberWords.Next(text, at);
        int hour = word switch { "noon" => 12, "midday" => 12, "midnight" => 0, _ => -1 };
        if (hour < 0)
        {
            return null;
        }

        Zone? zone = ZoneReader.At(text, at + word.Length, out int end);
        return Make(at, end, hour, 0, null, zone, true, false);
    }

    private static int Half(string text, int at, out bool? isAfternoon)
    {
        isAfternoon = null;
        int next = at;
        while (next < text.Length && text[next] is ' ' or '\u00a0')
        {
            next++;
        }

        if (next >= text.Length || next - at > 1 || text[next] is not ('a' or 'A' or 'p' or 'P'))
        {
            return at;
        }

        bool afternoon = text[next] is 'p' or 'P';
        next++;
        bool hasDot = next < text.Length && text[next] == '.';
        next += hasDot ? 1 : 0;
        if (next >= text.Length || text[next] is not ('m' or 'M'))
        {
            return at;
        }

        next++;
        if (next < text.Length && char.IsLetterOrDigit(text[next]))
        {
            return at;
        }

        next += hasDot && next < text.Length && text[next] == '.' ? 1 : 0;
        isAfternoon = afternoon;
        return next;
    }

    private static bool IsHours(string text, int at)
    {
        int start = at < text.Length && text[at] == ' ' ? at + 1 : at;
        return NumberWords.Next(text, start) is "hrs" or "hours" or "h" or "uhr" or "hr";
    }

    // "0900 hrs CEST": the zone stands behind the word.
    private static int AfterHours(string text, int at)
    {
        int start = at < text.Length && text[at] == ' ' ? at + 1 : at;
        return IsHours(text, at) ? start + NumberWords.Next(text, start).Length : at;
    }

    private static bool IsAfterAt(string text, int at) => text.AsSpan(0, at).EndsWith("at ", StringComparison.OrdinalIgnoreCase);

    private static bool IsTwoDigits(string text, int at) =>
        at + 1 < text.Length && char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]) && !(at + 2 < text.Length && char.IsAsciiDigit(text[at + 2]));

    private static int SkipFraction(string text, int at)
    {
        int next = at;
        if (next + 1 < text.Length && text[next] is '.' or ',' && char.IsAsciiDigit(text[next + 1]))
        {
            next++;
            while (next < text.Length && char.IsAsciiDigit(text[next]))
            {
                next++;
            }
        }

        return next;
    }

    private static int Digits(string text, ref int at, int most)
    {
        int start = at;
        while (at < text.Length && at - start < most && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return int.Parse(text.AsSpan(start, at - start), CultureInfo.InvariantCulture);
    }
}
