using System.Globalization;

namespace Holdfast.Incidents.Postmortems.Linting.Times;

/// <summary>Dates as people write them: March 3, 2031; 3rd March, 2031.; Mon 3 Mar; 2031-03-03; 3.3.2031; 03/03/2031.</summary>
internal static class DateReader
{
    private static readonly string[] Months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    private static readonly string[] Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    public static List<DateMention> Read(string text)
    {
        List<DateMention> dates = [];
        int at = 0;
        while (at < text.Length)
        {
            bool begins = char.IsAsciiLetterOrDigit(text[at]) && (at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or '/' or '-' or ':' or '_'));
            if (begins && At(text, at) is { } date)
            {
                dates.Add(date);
                at = date.End;
            }
            else
            {
                at++;
            }
        }

        return dates;
    }

    private static DateMention? At(string text, int at)
    {
        int next = at;
        DayOfWeek? weekday = Weekday(text, ref next);
        if (weekday is not null)
        {
            next = SkipSeparators(text, next);
        }

        DateMention? date = next < text.Length && char.IsAsciiDigit(text[next]) ? Numeric(text, next) ?? DayFirst(text, next) : MonthFirst(text, next);
        return date is null ? null : date with { Start = at, Weekday = weekday ?? WeekdayAfter(text, date.End) };
    }

    // 2031-03-04, 2031/03/04, 04.03.2031, 03/04/2031
    private static DateMention? Numeric(string text, int at)
    {
        int next = at;
        int first = Number(text, ref next, 4);
        if (next >= text.Length || text[next] is not ('-' or '/' or '.'))
        {
            return null;
        }

        char sign = text[next++];
        int second = Number(text, ref next, 2);
        if (second <= 0 || next >= text.Length || text[next] != sign)
        {
            return null;
        }

        next++;
        int digits = next;
        int third = Number(text, ref next, 4);
        digits = next - digits;
        bool goesOn = next < text.Length && (char.IsAsciiDigit(text[next]) || (text[next] == '.' && next + 1 < text.Length && char.IsAsciiDigit(text[next + 1])));
        if (third < 0 || goesOn)
        {
            return null;
        }

        if (first >= 1000)
        {
            return sign != '.' || digits == 2 ? Make(at, next, first, second, third, null) : null;
        }

        if (digits != 4)
        {
            return null;
        }

        return sign switch
        {
            '/' when first <= 12 && second <= 12 && first != second => Make(at, next, third, first, second, TryDate(third, second, first)),
            '/' when first <= 12 => Make(at, next, third, first, second, null),
            _ => Make(at, next, third, second, first, null),
        };
    }

    // 3 March 2031, 3rd of March, 03-Mar-2031
    private static DateMention? DayFirst(string text, int at)
    {
        int next = at;
        int day = Number(text, ref next, 2);
        if (day < 0)
        {
            return null;
        }

        next = SkipOrdinal(text, next);
        int afterDay = next;
        next = SkipSeparators(text, next);
        if (next == afterDay || next >= text.Length)
        {
            return null;
        }

        if (string.Compare(text, next, "of ", 0, 3, StringComparison.OrdinalIgnoreCase) == 0)
        {
            next += 3;
        }

        int month = Month(text, ref next);
        return month == 0 ? null : WithYear(text, at, next, month, day);
    }

    // March 3, 2031; Mar. 3rd
    private static DateMention? MonthFirst(string text, int at)
    {
        int next = at;
        int month = Month(text, ref next);
        int start = SkipSeparators(text, next);
        if (month == 0 || start == next || start >= text.Length)
        {
            return null;
        }

        next = start;
        int day = Number(text, ref next, 2);
        bool isClock = next < text.Length && text[next] == ':';
        return day < 0 || isClock ? null : WithYear(text, at, SkipOrdinal(text, next), month, day);
    }

    private static DateMention? WithYear(string text, int at, int next, int month, int day)
    {
        int start = SkipSeparators(text, next);
        int end = start;
        int year = start > next ? Number(text, ref end, 4) : -1;
        bool isYear = year is > 1900 and < 2200 && end - start == 4 && (end >= text.Length || text[end] != ':' && !char.IsLetterOrDigit(text[end]));
        return Make(at, isYear ? end : next, isYear ? year : 0, month, day, null);
    }

    private static DateMention? Make(int start, int end, int year, int month, int day, DateOnly? other) =>
        month is > 0 and < 13 && day > 0 && day <= DateTime.DaysInMonth(year > 0 ? year : 2000, month) ? new DateMention(start, end, year, month, day, null, other) : null;

    private static DateOnly? TryDate(int year, int month, int day) => day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static DayOfWeek? Weekday(string text, ref int at)
    {
        int found = Name(text, ref at, Weekdays);
        return found < 0 ? null : (DayOfWeek)found;
    }

    // "2031-03-04 (Tuesday)"
    private static DayOfWeek? WeekdayAfter(string text, int at)
    {
        int next = at;
        while (next < text.Length && text[next] is ' ' or ',' or '(' && next - at < 3)
        {
            next++;
        }

        int start = next;
        DayOfWeek? weekday = next > at ? Weekday(text, ref next) : null;
        // Without brackets the weekday may belong to the next date.
        return weekday is not null && text[start - 1] == '(' ? weekday : null;
    }

    private static int Month(string text, ref int at) => Name(text, ref at, Months) + 1;

    /// <summary>The name that begins here, whole or by three or four letters; -1 for none.</summary>
    private static int Name(string text, ref int at, string[] names)
    {
        int end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        int length = end - at;
        if (length is < 3 or > 9 || !char.IsUpper(text[at]))
        {
            return -1;
        }

        for (int i = 0; i < names.Length; i++)
        {
            bool fits = string.Compare(text, at, names[i], 0, length, StringComparison.OrdinalIgnoreCase) == 0;
            if (fits && (length == names[i].Length || length == 3 || (length == 4 && names[i] is "september" or "thursday" or "tuesday") || (length == 5 && names[i] == "thursday")))
            {
                at = end < text.Length && text[end] == '.' && length < names[i].Length ? end + 1 : end;
                return i;
            }
        }

        return -1;
    }

    private static int Number(string text, ref int at, int most)
    {
        int start = at;
        while (at < text.Length && at - start < most && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at == start ? -1 : int.Parse(text.AsSpan(start, at - start), CultureInfo.InvariantCulture);
    }

    private static int SkipOrdinal(string text, int at)
    {
        bool isOrdinal = at + 1 < text.Length && text.AsSpan(at, 2) is "st" or "nd" or "rd" or "th" && (at + 2 >= text.Length || !char.IsLetter(text[at + 2]));
        return isOrdinal ? at + 2 : at;
    }

    private static int SkipSeparators(string text, int at)
    {
        int next = at;
        while (next < text.Length && text[next] is ' ' or ',' or '-' or '.' && next - at < 3)
        {
            next++;
        }

        return next;
    }
}
