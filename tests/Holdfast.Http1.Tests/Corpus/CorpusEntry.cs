namespace Holdfast.Http1.Tests.Corpus;

/// <summary>A message as a real program sends it, and the outcome: read completely, or refused for a named reason.</summary>
public sealed record CorpusEntry(string Name, string Bytes, string Expected, HttpMethod Method = HttpMethod.Get)
{
    public override string ToString() => Name;
}
