using System.Globalization;
using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>How times, lengths and figures are written in a postmortem.</summary>
internal static class DraftText
{
    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"from 09:10:00 to 11:00:00 UTC on 4 March 2031", or both dates where midnight lies between.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to) => from.UtcDateTime.Date == to.UtcDateTime.Date
        ? $"from {Clock(from)} to {Clock(to)} UTC on {Date(from)}"
        : $"from {Clock(from)} UTC on {Date(from)} to {Clock(to)} UTC on {Date(to)}";

    public static string Length(TimeSpan length)
    {
        long seconds = (long)Math.Round(length.TotalSeconds);
        List<string> parts = [];
        if (seconds >= 3600)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600} h"));
        }

        if (seconds % 3600 >= 60)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{seconds % 3600 / 60} min"));
        }

        if (seconds % 60 > 0 || parts.Count == 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{seconds % 60} s"));
        }

        return string.Join(' ', parts);
    }

    public static string Percent(double share) => (100 * share).ToString(share is > 0 and < 0.1 ? "0.#" : "0", CultureInfo.InvariantCulture) + " %";

    public static string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"pool shop", or "the gateway".</summary>
    public static string Service(Incident incident) => incident.Pool.Length == 0 ? "the gateway" : $"pool {incident.Pool}";

    /// <summary>A sentence of a text that may have no full stop, and may be long.</summary>
    public static string Sentence(string text, int wordsMaximum = 30)
    {
        // Full stops inside would make it several sentences.
        string[] words = text.ReplaceLineEndings(" ").Replace(". ", "; ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string cut = string.Join(' ', words.Take(wordsMaximum)).TrimEnd('.', ',', ';', ':', ' ');
        return cut.Length == 0 ? "" : $"{char.ToUpperInvariant(cut[0])}{cut[1..]}.";
    }

    public static string Lower(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
