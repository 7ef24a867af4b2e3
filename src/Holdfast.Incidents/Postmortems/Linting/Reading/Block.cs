namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>A heading, a paragraph, an item, a row of a table or a line of code.</summary>
/// <param name="FirstLine">From 0.</param>
/// <param name="Level">Of a heading from 1; of an item its indentation in symbols.</param>
internal sealed record Block(BlockKind Kind, int FirstLine, int LastLine, int Level, Passage Passage)
{
    public string Text => Passage.Text;

    /// <summary>Two of them are never the same by what they hold.</summary>
    public bool Equals(Block? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
