namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>One item of the corrective part.</summary>
/// <param name="IsTask">A task of the list; the others are improvements.</param>
/// <param name="IsDone">A ticked box, or words that say so.</param>
internal sealed record TaskItem(Block Block, Section Section, bool IsTask, bool IsDone)
{
    public string Text => Block.Text;

    public List<Word> Words => Block.Passage.Words;

    public Quote Quote => Block.Passage.Quote(0, Block.Text.Length);

    public int Line => Block.FirstLine + 1;

    public bool Has(Phrases phrases) => phrases.Contains(Words);

    public Quote QuoteOf(Phrases phrases)
    {
        Range found = phrases.Find(Words);
        return found.End.Value == 0 ? Quote : Block.Passage.Quote(Words[found.Start.Value].Start, Words[found.End.Value - 1].End);
    }

    /// <summary>Two of them are never the same by what they hold.</summary>
    public bool Equals(TaskItem? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
