namespace Holdfast.Http1.Tests.Rules;

/// <summary>http-safety: HTTP/1.0 (COMP-HTTP10-DEFAULT-CLOSE); Expect (SMUG-EXPECT-100-CL*).</summary>
public sealed class Http10AndExpectTests
{
    [Theory]
    [InlineData("1.0", "", false)]
    [InlineData("1.0", "Connection: keep-alive\r\n", true)]
    [InlineData("1.0", "Connection: Keep-Alive\r\n", true)]
    [InlineData("1.0", "Connection: keep-alive, close\r\n", false)]
    [InlineData("1.0", "Proxy-Connection: keep-alive\r\n", false)]
    [InlineData("1.0", "Keep-Alive: timeout=5\r\n", false)]
    [InlineData("1.1", "", true)]
    [InlineData("1.1", "Connection: close\r\n", false)]
    [InlineData("1.1", "Connection: CLOSE\r\n", false)]
    [InlineData("1.1", "Connection: x, close\r\n", false)]
    [InlineData("1.1", "Connection: keep-alive\r\nConnection: close\r\n", false)]
    [InlineData("1.1", "Connection: closed\r\n", true)]
    public void KeepAlive_FollowsVersionAndConnection(string version, string fields, bool keeps)
    {
        Feed.Request(Check.With(fields, $"GET / HTTP/{version}")).KeepAlive.ShouldBe(keeps);
        Feed.Response($"HTTP/{version} 200 OK\r\nContent-Length: 0\r\n{fields}\r\n").KeepAlive.ShouldBe(keeps);
    }

    [Fact]
    public void Http10RequestWithoutLength_HasNoBody() =>
        Check.Accepted("POST / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nleft", "Post Origin path=/ query= host= Http10 None keep");

    [Theory]
    [InlineData("100-continue")]
    [InlineData("100-Continue")]
    public void Expect100Continue_IsNoted(string value) =>
        Check.Accepted(Check.With($"Content-Length: 5\r\nExpect: {value}\r\n"), "Post Origin path=/ query= host=a Http11 Length(5) keep expect |");

    [Theory]
    [InlineData("Expect: 200-ok\r\n")]
    [InlineData("Expect: 100-continue, x\r\n")]
    [InlineData("Expect: \r\n")]
    [InlineData("Expect: 100-continue\r\nExpect: 100-continue\r\n")]
    public void ExpectOtherThan100Continue_IsRejected(string fields) => Check.Rejected(Check.With(fields), RejectionReason.ExpectationUnknown);

    [Fact]
    public void ExpectInHttp10_IsIgnoredAndDropped() =>
        Check.Accepted(Check.With("Expect: 100-continue\r\n", "POST / HTTP/1.0"), "Post Origin path=/ query= host=a Http10 None close | Host: a | -Expect: 100-continue");
}
