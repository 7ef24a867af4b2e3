namespace Holdfast.Incidents.Postmortems.Linting.Reading;

internal enum BlockKind
{
    Heading,
    Paragraph,

    /// <summary>A bullet or a numbered item.</summary>
    Item,
    TableRow,

    /// <summary>A line of code or of a drawing: words count, sentences are not read from it.</summary>
    Code,

    /// <summary>A horizontal line.</summary>
    Separator,
}
