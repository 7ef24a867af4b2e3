namespace Holdfast.Http1.Tests.Corpus;

/// <summary>Each entry is fed whole, in two parts at every byte, and byte by byte; <see cref="Feed"/> demands one outcome.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Requests => [.. RequestCorpus.Entries.Select(e => e.Name)];

    public static TheoryData<string> Responses => [.. ResponseCorpus.Entries.Select(e => e.Name)];

    public static TheoryData<string> Bodies => [.. ChunkedCorpus.Entries.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_IsReadAlikeInEveryCut(string name)
    {
        CorpusEntry entry = RequestCorpus.Entries.Single(e => e.Name == name);
        Feed.RequestEveryCut(entry.Bytes).ShouldBe(entry.Expected);
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public void Response_IsReadAlikeInEveryCut(string name)
    {
        CorpusEntry entry = ResponseCorpus.Entries.Single(e => e.Name == name);
        Feed.ResponseEveryCut(entry.Bytes, entry.Method).ShouldBe(entry.Expected);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void ChunkedBody_IsReadAlikeInEveryCut(string name)
    {
        CorpusEntry entry = ChunkedCorpus.Entries.Single(e => e.Name == name);
        Feed.ChunkedEveryCut(entry.Bytes).ShouldBe(entry.Expected);
    }
}
