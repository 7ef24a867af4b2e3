namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>Something that may stand in the draft.</summary>
/// <param name="Section">Index of its section.</param>
/// <param name="Order">Its place in the section.</param>
/// <param name="Priority">0 must stand; the others are taken up in this order while there is room.</param>
internal sealed record DraftItem(int Section, long Order, int Priority, WrittenItem Item);
