using System.Globalization;
using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Times;

/// <summary>A number with a percent sign or word, and where it stands.</summary>
internal readonly record struct Percentage(int Start, int End, double Value)
{
    private static readonly Phrases Signs = Phrases.Of("percent", "per cent", "pct", "percentage");

    public static IEnumerable<Percentage> Read(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]) || (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or ',')))
            {
                continue;
            }

            int end = at;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] is '.' or ',' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
            {
                end++;
            }

            int after = Sign(text, end);
            if (after > 0 && end - at < 9 && double.TryParse(text.AsSpan(at, end - at).ToString().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
            {
                yield return new Percentage(at, after, value);
            }

            at = end;
        }
    }

    private static int Sign(string text, int at)
    {
        int next = at;
        while (next < text.Length && text[next] is ' ' or '\u00a0' or '\u202f' or '-' && next - at < 2)
        {
            next++;
        }

        if (next < text.Length && text[next] == '%')
        {
            return next + 1;
        }

        List<Word> words = Word.Split(text[next..Math.Min(text.Length, next + 12)]);
        Range found = Signs.Find(words);
        return found.End.Value > 0 && found.Start.Value == 0 ? next + words[found.End.Value - 1].End : 0;
    }
}
