using System.Text;

namespace Holdfast.Http1.Tests;

public sealed class ChunkWriterTests
{
    [Theory]
    [InlineData(1, "1\r\n")]
    [InlineData(255, "ff\r\n")]
    [InlineData(long.MaxValue, "7fffffffffffffff\r\n")]
    public void Header_IsTheHexadecimalLength(long length, string expected)
    {
        byte[] room = new byte[ChunkWriter.HeaderBytesMaximum];
        int written = ChunkWriter.WriteHeader(room, length);
        Encoding.ASCII.GetString(room, 0, written).ShouldBe(expected);
        ChunkWriter.WriteHeader(room.AsSpan(0, expected.Length - 1), length).ShouldBe(0);
    }

    [Fact]
    public void HeaderOfNothing_WouldEndTheBodyAndIsAProgrammerError() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ChunkWriter.WriteHeader(new byte[20], 0));

    [Fact]
    public void Last_WritesTrailersThatMayTravel()
    {
        byte[] bytes = Feed.Bytes("0\r\nGrpc-Status: 0\r\nHost: evil\r\nX:\r\n\r\n");
        var reader = new ChunkedReader(HeadLimits.Default);
        reader.Read(bytes, out _, out _).ShouldBe(ChunkStatus.Complete);
        byte[] room = new byte[64];
        int written = ChunkWriter.WriteLast(room, reader.Trailers, bytes);
        Encoding.ASCII.GetString(room, 0, written).ShouldBe("0\r\nGrpc-Status: 0\r\nX: \r\n\r\n");
        ChunkWriter.WriteLast(room.AsSpan(0, written - 1), reader.Trailers, bytes).ShouldBe(0);
    }

    [Fact]
    public void WrittenChunks_AreReadBack()
    {
        var stream = new List<byte>();
        byte[] room = new byte[32];
        foreach (int length in (int[])[1, 15, 16, 300])
        {
            stream.AddRange(room[..ChunkWriter.WriteHeader(room, length)]);
            stream.AddRange(Enumerable.Repeat((byte)'x', length));
            stream.AddRange(ChunkWriter.ChunkEnd);
        }

        stream.AddRange(ChunkWriter.LastChunk);
        Feed.ChunkedEveryCut(Encoding.ASCII.GetString([.. stream])).ShouldBe($"complete '{new string('x', 332)}' left=0");
    }
}
