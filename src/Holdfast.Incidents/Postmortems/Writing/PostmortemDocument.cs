namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>A postmortem: the same for Markdown, HTML and JSON. Immutable.</summary>
/// <param name="Hook">A light line at the top, so that people read on.</param>
/// <param name="Header">Id, author, owner and so on, in order.</param>
public sealed record PostmortemDocument(long Incident, int Version, string Title, string Hook, IReadOnlyList<WrittenField> Header, IReadOnlyList<WrittenSection> Sections, IReadOnlyList<WrittenTask> Tasks);
