using System.Globalization;

namespace Holdfast.Telemetry.Series;

/// <summary>Queries as operators write them. What is wrong is said with what would be right.</summary>
public static class SeriesQueryText
{
    private static readonly TimeSpan UsualSpan = TimeSpan.FromMinutes(10);

    /// <summary>Null with a problem when it cannot be read.</summary>
    /// <param name="subject">"pool:shop".</param>
    /// <param name="signals">"good,first-byte-p99"; null or empty for all that the subject has.</param>
    /// <param name="from">"-10m", "2026-11-21T10:00:00Z" or Unix seconds; null for ten minutes ago.</param>
    /// <param name="to">The same; null for now.</param>
    /// <param name="step">"10s", "1m"; null to let the answer choose.</param>
    public static SeriesQuery? Parse(string? subject, string? signals, string? from, string? to, string? step, DateTimeOffset now, out string problem)
    {
        problem = string.Empty;
        if (string.IsNullOrEmpty(subject) || SeriesWords.TryParseSubject(subject) is not { } about)
        {
            problem = $"'{subject}' is not a subject: write gateway, or "
                + $"{string.Join(", ", Enum.GetValues<SubjectKind>().Skip(1).Select(kind => $"{SeriesWords.Of(kind)}:NAME"))}. holdfast series list (/api/series without subject) lists them";
            return null;
        }

        if (ParseSignals(about.Kind, signals, out problem) is not { } wanted
            || ParseTime(from ?? "-" + Format(UsualSpan), "from", now, out problem) is not { } first
            || ParseTime(to ?? "now", "to", now, out problem) is not { } last
            || ParseStep(step, out problem) is not { } seconds)
        {
            return null;
        }

        if (first >= last)
        {
            problem = "the time ends before it begins: from must be before to";
            return null;
        }

        return new SeriesQuery(about, wanted, first, last, seconds);
    }

    /// <summary>Unix second; null with a problem when it is none.</summary>
    public static long? ParseTime(string text, string name, DateTimeOffset now, out string problem)
    {
        problem = string.Empty;
        if (text == "now")
        {
            return now.ToUnixTimeSeconds();
        }

        if (text.StartsWith('-') && ParseSpan(text[1..]) is { } ago)
        {
            return now.ToUnixTimeSeconds() - (long)ago.TotalSeconds;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long second))
        {
            return second;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return time.ToUnixTimeSeconds();
        }

        problem = $"{name} '{text}' is not a time: write -10m, -2h, now, 2026-11-21T10:00:00Z or Unix seconds";
        return null;
    }

    /// <summary>"90s", "10m", "2h", "3d"; null when it is none.</summary>
    public static TimeSpan? ParseSpan(string text)
    {
        int unit = text.Length == 0 ? -1 : "smhd".IndexOf(text[^1], StringComparison.Ordinal);
        return unit >= 0 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and < 1_000_000
            ? number * new[] { TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1) }[unit]
            : null;
    }

    private static List<Signal>? ParseSignals(SubjectKind kind, string? text, out string problem)
    {
        problem = string.Empty;
        if (string.IsNullOrEmpty(text))
        {
            return [.. SignalTable.Rows.Where(row => row.Subjects.Contains(kind)).Select(row => row.Signal)];
        }

        List<Signal> signals = [];
        foreach (string name in text.Split(',', SignalTable.Count, StringSplitOptions.TrimEntries))
        {
            if (SeriesWords.TryParseSignal(name) is not { } signal)
            {
                problem = $"'{name}' is not a signal; there are {string.Join(", ", SignalTable.Rows.Where(row => row.Subjects.Contains(kind)).Select(row => row.Name))}";
                return null;
            }

            if (!SignalTable.Has(kind, signal))
            {
                problem = $"a {SeriesWords.Of(kind)} has no {name}: it is recorded of {string.Join(", ", SignalTable.Row(signal).Subjects.Select(SeriesWords.Of))}";
                return null;
            }

            signals.Add(signal);
        }

        return signals;
    }

    private static int? ParseStep(string? text, out string problem)
    {
        problem = string.Empty;
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        if (ParseSpan(text) is { } span && span <= TimeSpan.FromDays(1))
        {
            return (int)span.TotalSeconds;
        }

        problem = $"step '{text}' is not a length of time: write 1s, 10s, 1m or up to 1d";
        return null;
    }

    private static string Format(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0}s");
}
