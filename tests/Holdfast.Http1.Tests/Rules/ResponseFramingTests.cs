namespace Holdfast.Http1.Tests.Rules;

/// <summary>http-safety: response side (HEAD, 1xx, 204 and 304 have no body whatever Content-Length says; nothing framed: until close).</summary>
public sealed class ResponseFramingTests
{
    [Theory]
    [InlineData(304, HttpMethod.Get, "Content-Length: 5\r\n", "None keep | Content-Length: 5")]
    [InlineData(304, HttpMethod.Get, "", "None keep")]
    [InlineData(200, HttpMethod.Head, "Content-Length: 5\r\n", "None keep | Content-Length: 5")]
    [InlineData(200, HttpMethod.Head, "Transfer-Encoding: chunked\r\n", "None keep | -Transfer-Encoding: chunked")]
    [InlineData(200, HttpMethod.Head, "", "None keep")]
    [InlineData(204, HttpMethod.Get, "", "None keep")]
    [InlineData(204, HttpMethod.Get, "Content-Length: 0\r\n", "None keep | -Content-Length: 0")]
    [InlineData(204, HttpMethod.Get, "Content-Length: 5\r\n", "None close | -Content-Length: 5")]
    [InlineData(204, HttpMethod.Get, "Transfer-Encoding: chunked\r\n", "None close | -Transfer-Encoding: chunked")]
    [InlineData(103, HttpMethod.Get, "Content-Length: 5\r\n", "None close interim | -Content-Length: 5")]
    [InlineData(100, HttpMethod.Get, "", "None keep interim")]
    [InlineData(205, HttpMethod.Get, "Content-Length: 0\r\n", "Length(0) keep | Content-Length: 0")]
    [InlineData(500, HttpMethod.Post, "Content-Length: 9\r\n", "Length(9) keep | Content-Length: 9")]
    [InlineData(200, HttpMethod.Get, "Transfer-Encoding: chunked\r\n", "Chunked keep | -Transfer-Encoding: chunked")]
    [InlineData(200, HttpMethod.Get, "", "UntilClose close")]
    [InlineData(200, HttpMethod.Get, "Connection: keep-alive\r\n", "UntilClose close | -Connection: keep-alive")]
    public void BodyOfAResponse_FollowsStatusMethodAndFields(int status, HttpMethod method, string fields, string expected) =>
        Feed.ResponseEveryCut(Check.Status(status, fields), method).ShouldBe($"{status} 'x' Http11 {expected}");

    [Theory]
    [InlineData("HTTP/1.1 200 OK", 200, "OK")]
    [InlineData("HTTP/1.0 404 Not  Found\t", 404, "Not  Found\t")]
    [InlineData("HTTP/1.1 200 ", 200, "")]
    [InlineData("HTTP/1.1 599", 599, "")]
    [InlineData("HTTP/1.1 299 caf\u00e9", 299, "caf\u00e9")]
    public void StatusLine_IsRead(string line, int status, string reason)
    {
        string text = line + "\r\n\r\n";
        ResponseHead head = Feed.Response(text);
        head.Rejection.ShouldBe(RejectionReason.None);
        head.StatusCode.ShouldBe(status);
        Outcome.Text(Feed.Bytes(text), head.Reason).ShouldBe(reason);
        Feed.ResponseEveryCut(text).ShouldStartWith($"{status} ");
    }

    [Theory]
    [InlineData("HTTP/1.1 099 x")]
    [InlineData("HTTP/1.1 600 x")]
    [InlineData("HTTP/1.1 20 x")]
    [InlineData("HTTP/1.1 2000 x")]
    [InlineData("HTTP/1.1 2x0 x")]
    [InlineData("HTTP/1.1  200 x")]
    [InlineData("HTTP/1.1 200\tx")]
    [InlineData("HTTP/1.1")]
    [InlineData("HTTP/1 200 OK")]
    [InlineData("http/1.1 200 OK")]
    [InlineData("ICY 200 OK")]
    [InlineData("GET / HTTP/1.1")]
    public void StatusLineOfAnotherShape_IsRejected(string line) => Check.ResponseRejected(line + "\r\n\r\n", RejectionReason.StatusLineMalformed);

    [Fact]
    public void VersionOtherThan10And11_IsRejected() => Check.ResponseRejected("HTTP/2.0 200 OK\r\n\r\n", RejectionReason.VersionUnsupported);
}
