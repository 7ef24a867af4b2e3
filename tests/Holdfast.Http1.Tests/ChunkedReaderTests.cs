namespace Holdfast.Http1.Tests;

public sealed class ChunkedReaderTests
{
    [Fact]
    public void ChunksAndTrailers_AreReadInEveryCut() =>
        Feed.ChunkedEveryCut("5\r\nhello\r\n6;a=b;c=\"d;\\\"e\"\r\n world\r\n0\r\nGrpc-Status: 0\r\nHost: evil\r\n\r\nGET")
            .ShouldBe("complete 'hello world' left=3 | Grpc-Status: 0 | -Host: evil");

    [Fact]
    public void Complete_StaysCompleteAndConsumesNothing()
    {
        var reader = new ChunkedReader(HeadLimits.Default);
        reader.Read("0\r\n\r\n"u8, out int consumed, out _).ShouldBe(ChunkStatus.Complete);
        consumed.ShouldBe(5);
        reader.Read("GET"u8, out consumed, out _).ShouldBe(ChunkStatus.Complete);
        consumed.ShouldBe(0);
    }

    [Fact]
    public void Reset_ReadsTheNextBodyAsTheFirst()
    {
        var reader = new ChunkedReader(HeadLimits.Default);
        reader.Read("zz\r\n"u8, out _, out _).ShouldBe(ChunkStatus.Rejected);
        reader.Reset();
        reader.Rejection.ShouldBe(RejectionReason.None);
        reader.Read("1\r\nx\r\n"u8, out int consumed, out Slice data).ShouldBe(ChunkStatus.Data);
        consumed.ShouldBe(4);
        data.ShouldBe(new Slice(3, 1));
    }
}
