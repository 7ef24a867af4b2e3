using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>What the parts of a draft have in common: a section, and items that are gathered for it.</summary>
internal abstract class DraftPart(Incident incident, int section)
{
    protected List<DraftItem> Items { get; } = [];

    protected Incident Incident => incident;

    protected int Section => section;

    protected string Service { get; } = DraftText.Service(incident);

    protected DateTimeOffset Start => incident.Start ?? incident.OpenedAt;

    protected DateTimeOffset End => incident.End ?? incident.ResolvedAt ?? incident.Entries[^1].HappenedAt;

    /// <param name="priority">0 must stand; the others are taken up in this order while there is room.</param>
    protected void Add(long order, int priority, string mark, string label, params WrittenSentence[] sentences) =>
        Items.Add(new DraftItem(section, order, priority, new WrittenItem(mark, label, sentences)));

    protected static string Capital(string text) => DraftText.Capital(text);
}
