namespace Holdfast.Incidents.Postmortems.Writing;

/// <param name="Level">2 for the four parts, 3 below them.</param>
public sealed record WrittenSection(int Level, string Heading, IReadOnlyList<WrittenItem> Items);
