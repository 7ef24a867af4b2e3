namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>A heading with what stands below it up to the next heading.</summary>
/// <param name="Parent">The section of a lower level in which it stands.</param>
internal sealed record Section(Block? Heading, int Level, Topics Topics, Section? Parent, List<Block> Blocks)
{
    public int FirstLine => Heading?.FirstLine ?? (Blocks.Count > 0 ? Blocks[0].FirstLine : 0);

    public bool Is(Topics topics) => (Topics & topics) != 0;

    /// <summary>It, or a section around it.</summary>
    public bool IsWithin(Topics topics) => Is(topics) || (Parent?.IsWithin(topics) ?? false);

    /// <summary>Two of them are never the same by what they hold.</summary>
    public bool Equals(Section? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
