using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>One entry of the timeline: its time, its text and what it tells.</summary>
/// <param name="Clock">Null where the entry has no time at its beginning.</param>
/// <param name="Until">The end of "09:40 - 10:20".</param>
/// <param name="TextStart">Where in the block the text begins, after the time.</param>
internal sealed record TimelineEntry(Block Block, Section Section, ClockMention? Clock, ClockMention? Until, int TextStart, IReadOnlyList<Sentence> Sentences)
{
    public EntryRoles Roles { get; init; }

    public string Text => Block.Text[Math.Min(TextStart, Block.Text.Length)..];

    public List<Word> Words { get; } = [.. Block.Passage.Words.Where(word => word.Start >= TextStart)];

    public Quote Quote => Block.Passage.Quote(0, Block.Text.Length);

    public int Line => Block.FirstLine + 1;

    public bool Is(EntryRoles roles) => (Roles & roles) != 0;

    public bool Has(Phrases phrases) => phrases.Contains(Words);

    public Quote QuoteOf(Phrases phrases)
    {
        Range found = phrases.Find(Words);
        return found.End.Value == 0 ? Quote : Block.Passage.Quote(Words[found.Start.Value].Start, Words[found.End.Value - 1].End);
    }

    public Quote ClockQuote => Clock is null ? Quote : Block.Passage.Quote(Clock.Start, Clock.End);

    /// <summary>Two of them are never the same by what they hold.</summary>
    public bool Equals(TimelineEntry? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
