using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>One sentence with what was read from it.</summary>
internal sealed class Sentence(Section section, Block block, int start, int end)
{
    public Section Section => section;

    public Block Block => block;

    public int Start => start;

    public int End => end;

    public string Text => block.Text[start..end];

    public int Line => block.Passage.LineAt(start);

    public Quote Quote => block.Passage.Quote(start, end);

    public List<Word> Words { get; } = [.. block.Passage.Words.Where(word => word.Start >= start && word.Start < end)];

    public List<ClockMention> Clocks { get; } = [];

    public List<DurationMention> Durations { get; } = [];

    public List<DateMention> Dates { get; } = [];

    public bool Has(Phrases phrases) => phrases.Contains(Words);

    /// <summary>The words that fit, as they stand in the file.</summary>
    public Quote QuoteOf(Phrases phrases)
    {
        Range found = phrases.Find(Words);
        return found.End.Value == 0 ? Quote : QuoteOf(found);
    }

    public Quote QuoteOf(Range words) => block.Passage.Quote(Words[words.Start.Value].Start, Words[words.End.Value - 1].End);

    public override string ToString() => Text;
}
