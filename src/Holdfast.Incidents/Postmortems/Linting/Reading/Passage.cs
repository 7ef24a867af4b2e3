using System.Text;

namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>Running text without its markup: a paragraph or an item, with the place in the file that every symbol came from.</summary>
internal sealed class Passage
{
    private readonly IReadOnlyList<string> source;
    private readonly List<(int Line, int Column)> places;

    private Passage(string text, List<(int Line, int Column)> places, IReadOnlyList<string> source)
    {
        Text = text;
        this.places = places;
        this.source = source;
        Words = Word.Split(text);
    }

    public string Text { get; }

    public List<Word> Words { get; }

    /// <summary>Line of the first symbol, from 1.</summary>
    public int Line => places.Count == 0 ? 1 : places[0].Line + 1;

    /// <param name="source">All lines of the file.</param>
    /// <param name="pieces">Lines of the file, from 0, and the symbol in each where the text begins.</param>
    public static Passage Of(IReadOnlyList<string> source, IEnumerable<(int Line, int Column)> pieces)
    {
        StringBuilder text = new();
        List<(int Line, int Column)> places = [];
        foreach ((int line, int column) in pieces)
        {
            if (text.Length > 0)
            {
                text.Append(' ');
                places.Add((line, column));
            }

            Markup.Strip(source[line], column, (symbol, at) =>
            {
                text.Append(symbol);
                places.Add((line, at));
            });
            while (text.Length > 0 && text[^1] == ' ')
            {
                text.Length--;
                places.RemoveAt(places.Count - 1);
            }
        }

        return new Passage(text.ToString(), places, source);
    }

    /// <summary>The words as they stand in the file, up to the end of the line in which they begin.</summary>
    public Quote Quote(int start, int end)
    {
        if (start >= end || start >= places.Count)
        {
            return new Quote(Line, "");
        }

        (int line, int column) = places[start];
        int last = start;
        while (last + 1 < Math.Min(end, places.Count) && places[last + 1].Line == line)
        {
            last++;
        }

        return new Quote(line + 1, source[line][column..Math.Min(places[last].Column + 1, source[line].Length)].TrimEnd());
    }

    public int LineAt(int position) => position < places.Count ? places[position].Line + 1 : Line;
}
