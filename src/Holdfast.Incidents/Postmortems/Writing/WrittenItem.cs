namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>A bullet or a paragraph.</summary>
/// <param name="Mark">"- " or "- [ ] " for bullets, "" for paragraphs.</param>
/// <param name="Label">Stands in bold before it; "" for none.</param>
public sealed record WrittenItem(string Mark, string Label, IReadOnlyList<WrittenSentence> Sentences)
{
    public string Text => string.Join(' ', Sentences.Select(sentence => sentence.Text));
}
