namespace Holdfast.Http1.Tests;

public sealed class ResponseParserTests
{
    [Fact]
    public void PlainAnswer_FillsEveryPlace() =>
        Feed.ResponseEveryCut("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX_Y: z\r\n\r\nok")
            .ShouldBe("200 'OK' Http11 Length(2) keep | Content-Length: 2 | X_Y: z");

    [Fact]
    public void Length_EndsBehindTheEmptyLine() =>
        Feed.Response("HTTP/1.1 204 No Content\r\n\r\nHTTP").Length.ShouldBe("HTTP/1.1 204 No Content\r\n\r\n".Length);

    [Fact]
    public void InterimAnswer_IsFollowedByTheNextHead()
    {
        ResponseHead head = Feed.Response("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
        head.IsInterim.ShouldBeTrue();
        head.Framing.ShouldBe(BodyFraming.None);
    }
}
