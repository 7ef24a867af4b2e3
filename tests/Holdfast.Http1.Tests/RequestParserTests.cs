namespace Holdfast.Http1.Tests;

public sealed class RequestParserTests
{
    [Fact]
    public void PlainGet_FillsEveryPlace() =>
        Feed.RequestEveryCut("GET /a/b?c=d HTTP/1.1\r\nHost: example.com:8080\r\nAccept: */*\r\n\r\n")
            .ShouldBe("Get Origin path=/a/b query=?c=d host=example.com:8080 Http11 None keep | Host: example.com:8080 | Accept: */*");

    [Fact]
    public void Length_EndsBehindTheEmptyLineAndLeavesTheBody()
    {
        const string Head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n";
        RequestHead head = Feed.Request(Head + "hello");
        head.Length.ShouldBe(Head.Length);
        head.ContentLength.ShouldBe(5);
    }

    [Fact]
    public void ResetHead_ParsesTheNextRequestAsTheFirst()
    {
        var head = new RequestHead(HeadLimits.Default);
        byte[] first = Feed.Bytes("POST http://b/x?y HTTP/1.1\r\nHost: b\r\nContent-Length: 7\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n");
        RequestParser.Parse(first, head, HeadLimits.Default).ShouldBe(ParseStatus.Complete);
        head.Reset();
        byte[] second = Feed.Bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        ParseStatus status = RequestParser.Parse(second, head, HeadLimits.Default);
        Outcome.Of(second, status, head).ShouldBe("Get Origin path=/ query= host=a Http11 None keep | Host: a");
    }

    [Fact]
    public void RejectedHead_StaysRejected()
    {
        var head = new RequestHead(HeadLimits.Default);
        RequestParser.Parse("GET /\n"u8, head, HeadLimits.Default).ShouldBe(ParseStatus.Rejected);
        RequestParser.Parse("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8, head, HeadLimits.Default).ShouldBe(ParseStatus.Rejected);
    }
}
