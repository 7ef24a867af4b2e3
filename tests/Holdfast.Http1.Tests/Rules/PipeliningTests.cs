namespace Holdfast.Http1.Tests.Rules;

/// <summary>http-safety: pipelining (SMUG-PIPELINE-SAFE): messages in one run of bytes are cut at their own borders.</summary>
public sealed class PipeliningTests
{
    [Fact]
    public void SeveralRequestsInOneBuffer_AreCutAtTheirBorders()
    {
        byte[] stream = Feed.Bytes(
            "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n" +
            "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 28\r\n\r\nGET /x HTTP/1.1\r\nHost: a\r\n\r\n" +
            "POST /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nGET /\r\n0\r\n\r\n" +
            "\r\nGET /4 HTTP/1.1\r\nHost: a\r\n\r\n");
        var paths = new List<string>();
        var head = new RequestHead(HeadLimits.Default);
        int position = 0;
        while (position < stream.Length)
        {
            head.Reset();
            byte[] rest = stream[position..];
            RequestParser.Parse(rest, head, HeadLimits.Default).ShouldBe(ParseStatus.Complete);
            paths.Add(Outcome.Text(rest, head.Path));
            position += head.Length + BodyLength(rest[head.Length..], head);
        }

        paths.ShouldBe(["/1", "/2", "/3", "/4"]);
    }

    private static int BodyLength(byte[] bytes, RequestHead head)
    {
        if (head.Framing != BodyFraming.Chunked)
        {
            return (int)head.ContentLength;
        }

        var reader = new ChunkedReader(HeadLimits.Default);
        int done = 0;
        ChunkStatus status;
        do
        {
            status = reader.Read(bytes.AsSpan(done), out int consumed, out _);
            done += consumed;
        }
        while (status == ChunkStatus.Data);
        status.ShouldBe(ChunkStatus.Complete);
        return done;
    }
}
