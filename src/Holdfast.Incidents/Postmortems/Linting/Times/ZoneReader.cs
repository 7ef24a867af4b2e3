using System.Globalization;

namespace Holdfast.Incidents.Postmortems.Linting.Times;

/// <summary>Zones as people write them: short forms of every continent, names, places, offsets.</summary>
internal static class ZoneReader
{
    private static readonly Dictionary<string, Zone> Short = ShortForms();
    private static readonly (string Name, Zone Zone)[] Names = LongForms();
    private static readonly string[] Areas = ["Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/", "Etc/"];

    /// <summary>The zone that begins here, after spaces and an opening bracket.</summary>
    public static Zone? At(string text, int at, out int end)
    {
        end = at;
        while (end < text.Length && text[end] is ' ' or '(' or '[' or ',' or '/' && end - at < 3)
        {
            end++;
        }

        int start = end;
        Zone? zone = Offset(text, start, out end) ?? Place(text, start, out end) ?? Name(text, start, out end) ?? Abbreviation(text, start, out end);
        if (zone is null)
        {
            end = at;
        }
        else if (start > at && text[start - 1] is '(' or '[' && end < text.Length && text[end] is ')' or ']')
        {
            end++;
        }

        return zone;
    }

    /// <summary>The first zone anywhere in a text: a heading or "all times are ...".</summary>
    public static Zone? Anywhere(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            bool begins = char.IsLetter(text[at]) && (at == 0 || !char.IsLetterOrDigit(text[at - 1]));
            if (begins && At(text, at, out _) is { } zone)
            {
                return zone;
            }
        }

        return null;
    }

    private static Zone? Abbreviation(string text, int at, out int end)
    {
        end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        string word = text[at..end];
        if (!Short.TryGetValue(word, out Zone? zone) || (end < text.Length && char.IsAsciiDigit(text[end])))
        {
            return null;
        }

        // "GMT+2", "UTC +05:30"
        int sign = end < text.Length && text[end] == ' ' ? end + 1 : end;
        if (zone.OffsetMinutes == 0 && word != "Z" && sign < text.Length && Offset(text, sign, out int after) is { } offset)
        {
            end = after;
            return offset with { Written = text[at..after] };
        }

        return zone;
    }

    private static Zone? Offset(string text, int at, out int end)
    {
        end = at;
        if (at + 1 >= text.Length || text[at] is not ('+' or '-' or '−' or '±') || !char.IsAsciiDigit(text[at + 1]))
        {
            return null;
        }

        int next = at + 1;
        int hours = Digits(text, ref next, 2);
        int minutes = 0;
        if (next < text.Length && text[next] == ':' && next + 2 < text.Length && char.IsAsciiDigit(text[next + 1]))
        {
            next++;
            minutes = Digits(text, ref next, 2);
        }
        else if (next + 1 < text.Length && char.IsAsciiDigit(text[next]) && char.IsAsciiDigit(text[next + 1]))
        {
            minutes = Digits(text, ref next, 2);
        }

        // "+1" after a time is the next day; "-11:40" is the end of a range.
        bool isOffset = hours <= 14 && minutes is 0 or 15 or 30 or 45 && (next - at >= 3 || (at > 2 && char.IsAsciiLetter(text[at - 1])) || (at > 3 && text[at - 1] == ' ' && char.IsAsciiLetter(text[at - 2])));
        if (!isOffset || (next < text.Length && char.IsLetterOrDigit(text[next])))
        {
            return null;
        }

        end = next;
        int offset = (hours * 60) + minutes;
        return new Zone(text[at..next], text[at] == '+' ? offset : -offset, null);
    }

    private static Zone? Place(string text, int at, out int end)
    {
        end = at;
        foreach (string area in Areas)
        {
            if (string.CompareOrdinal(text, at, area, 0, area.Length) == 0)
            {
                end = at + area.Length;
                while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '/' or '-' or '+'))
                {
                    end++;
                }

                string place = text[at..end];
                bool exists = TimeZoneInfo.TryFindSystemTimeZoneById(place, out TimeZoneInfo? zone);
                return exists ? new Zone(place, (int)zone!.BaseUtcOffset.TotalMinutes, place) : null;
            }
        }

        return null;
    }

    private static Zone? Name(string text, int at, out int end)
    {
        foreach ((string name, Zone zone) in Names)
        {
            end = at + name.Length;
            if (end <= text.Length && string.Compare(text, at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0 && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return zone;
            }
        }

        end = at;
        return null;
    }

    private static int Digits(string text, ref int at, int most)
    {
        int start = at;
        while (at < text.Length && at - start < most && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at == start ? 0 : int.Parse(text.AsSpan(start, at - start), CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, Zone> ShortForms()
    {
        Dictionary<string, Zone> zones = new(StringComparer.Ordinal);
        foreach (string entry in ZoneTable.Short)
        {
            string[] parts = entry.Split(' ');
            zones[parts[0]] = new Zone(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), parts.Length > 2 && parts[2] != "?" ? parts[2] : null, entry.EndsWith('?'));
        }

        return zones;
    }

    private static (string Name, Zone Zone)[] LongForms() =>
    [
        .. from entry in ZoneTable.Names
           let parts = entry.Split('=')
           let zone = Short[parts[1]]
           from name in new[] { parts[0] + " Time", parts[0] + " time" }.Take(1)
           orderby name.Length descending
           select (name, zone with { Written = name, IsAmbiguous = false }),
        ("Coordinated Universal Time", Short["UTC"]),
        ("Greenwich Mean Time", Short["GMT"]),
        ("Zulu", Short["UTC"]),
    ];
}
