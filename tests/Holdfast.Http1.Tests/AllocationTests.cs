namespace Holdfast.Http1.Tests;

public sealed class AllocationTests
{
    private static readonly byte[] Request = Feed.Bytes(
        "POST /a?b HTTP/1.1\r\nHost: [::1]:80\r\nConnection: x, te, keep-alive\r\nX: y\r\nTE: trailers\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");

    private static readonly byte[] Response = Feed.Bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: x\r\nX: y\r\nServer: z\r\n\r\n");

    private static readonly byte[] Chunked = Feed.Bytes("5;a=\"b\"\r\nhello\r\n0\r\nGrpc-Status: 0\r\nHost: a\r\n\r\n");

    private static readonly byte[] Bad = Feed.Bytes("GET / HTTP/1.1\r\nHost : a\r\n\r\n");

    private readonly RequestHead requestHead = new(HeadLimits.Default);
    private readonly ResponseHead responseHead = new(HeadLimits.Default);
    private readonly ChunkedReader reader = new(HeadLimits.Default);
    private readonly byte[] output = new byte[512];

    [Fact]
    public void HundredThousandParses_AllocateNothing()
    {
        Run(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int good = Run(100_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        good.ShouldBe(500_000);
    }

    private int Run(int times)
    {
        int good = 0;
        for (int i = 0; i < times; i++)
        {
            requestHead.Reset();
            good += RequestParser.Parse(Request, requestHead, HeadLimits.Default) == ParseStatus.Complete ? 1 : 0;
            responseHead.Reset();
            good += ResponseParser.Parse(Response, responseHead, HttpMethod.Get, HeadLimits.Default) == ParseStatus.Complete ? 1 : 0;
            reader.Reset();
            reader.Read(Chunked, out int consumed, out _);
            good += reader.Read(Chunked.AsSpan(consumed), out int last, out _) == ChunkStatus.Complete ? 1 : 0;
            good += ChunkWriter.WriteHeader(output, 5) + ChunkWriter.WriteLast(output, reader.Trailers, Chunked.AsSpan(consumed, last)) > 0 ? 1 : 0;
            requestHead.Reset();
            good += RequestParser.Parse(Bad, requestHead, HeadLimits.Default) == ParseStatus.Rejected ? 1 : 0;
        }

        return good;
    }
}
