namespace Holdfast.Http1.Tests.Rules;

/// <summary>
/// http-safety: asterisk, CONNECT, TRACE (COMP-ASTERISK-WITH-GET, COMP-METHOD-CONNECT); fragment, space, backslash, %00
/// (MAL-URL-*, COMP-SPACE-IN-TARGET); versions.
/// </summary>
public sealed class RequestLineTests
{
    private static string Line(string line) => $"{line}\r\nHost: a\r\n\r\n";

    [Theory]
    [InlineData("GET", HttpMethod.Get)]
    [InlineData("HEAD", HttpMethod.Head)]
    [InlineData("POST", HttpMethod.Post)]
    [InlineData("PUT", HttpMethod.Put)]
    [InlineData("DELETE", HttpMethod.Delete)]
    [InlineData("OPTIONS", HttpMethod.Options)]
    [InlineData("PATCH", HttpMethod.Patch)]
    [InlineData("get", HttpMethod.Other)]
    [InlineData("PROPFIND", HttpMethod.Other)]
    [InlineData("M-SEARCH", HttpMethod.Other)]
    [InlineData("GETS", HttpMethod.Other)]
    public void Method_IsRecognisedInItsExactCase(string token, HttpMethod method)
    {
        RequestHead head = Feed.Request(Line($"{token} / HTTP/1.1"));
        head.Method.ShouldBe(method);
        head.MethodToken.ShouldBe(new Slice(0, token.Length));
    }

    [Theory]
    [InlineData("CONNECT a:443 HTTP/1.1")]
    [InlineData("CONNECT / HTTP/1.1")]
    [InlineData("TRACE / HTTP/1.1")]
    public void ConnectAndTrace_AreRefused(string line) => Check.Rejected(Line(line), RejectionReason.MethodRefused);

    [Fact]
    public void AsteriskWithOptions_IsAccepted() => Check.Accepted(Line("OPTIONS * HTTP/1.1"), "Options Asterisk path=* query= host=a");

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("options")]
    public void AsteriskWithAnotherMethod_IsRejected(string method) => Check.Rejected(Line($"{method} * HTTP/1.1"), RejectionReason.AsteriskWithoutOptions);

    [Theory]
    [InlineData("GET /#f HTTP/1.1")]
    [InlineData("GET /?a#f HTTP/1.1")]
    [InlineData("GET /a\\b HTTP/1.1")]
    [InlineData("GET /a\tb HTTP/1.1")]
    [InlineData("GET /caf\u00e9 HTTP/1.1")]
    [InlineData("GET http://a\\b/ HTTP/1.1")]
    public void FragmentBackslashTabOrNonAsciiInTheTarget_IsRejected(string line) => Check.Rejected(Line(line), RejectionReason.TargetByteInvalid);

    [Theory]
    [InlineData("GET /%00 HTTP/1.1")]
    [InlineData("GET /a?b=%00c HTTP/1.1")]
    [InlineData("GET /%%00 HTTP/1.1")]
    public void EncodedNulInTheTarget_IsRejected(string line) => Check.Rejected(Line(line), RejectionReason.TargetEncodesNul);

    [Theory]
    [InlineData("/%0")]
    [InlineData("/%2e%2e/%2F")]
    [InlineData("/../a/./b")]
    [InlineData("/a?b?c")]
    [InlineData("/{x}|\"<>^`[]")]
    [InlineData("/;a=b,c")]
    public void PathThatNeedsNormalising_IsKeptByteForByte(string target)
    {
        RequestHead head = Feed.Request(Line($"GET {target} HTTP/1.1"));
        Outcome.Text(Feed.Bytes(Line($"GET {target} HTTP/1.1")), head.PathAndQuery).ShouldBe(target);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("GET ")]
    [InlineData("GET /")]
    [InlineData("GET / ")]
    [InlineData("GET  / HTTP/1.1")]
    [InlineData("GET /  HTTP/1.1")]
    [InlineData("GET / HTTP/1.1 ")]
    [InlineData("GET\t/ HTTP/1.1")]
    [InlineData(" GET / HTTP/1.1")]
    [InlineData("GET /a b HTTP/1.1")]
    [InlineData("GET / http/1.1")]
    [InlineData("GET / HTTP/1.1x")]
    [InlineData("GET / HTTP/11")]
    [InlineData("GET / HTTP/1")]
    [InlineData("GET / HTTP/2")]
    [InlineData("GET / HTTP/a.b")]
    [InlineData("GET / HTTP/1.10")]
    [InlineData("GET / XTTP/1.1")]
    [InlineData("G(T / HTTP/1.1")]
    [InlineData("G\u00e9T / HTTP/1.1")]
    [InlineData("   ")]
    [InlineData("HTTP/1.1 200 OK")]
    public void RequestLineThatIsNotMethodTargetVersion_IsRejected(string line)
    {
        RejectionReason reason = Feed.Request(Line(line)).Rejection;
        (reason is RejectionReason.RequestLineMalformed or RejectionReason.TargetFormInvalid).ShouldBeTrue($"{line}: {reason}");
        Feed.RequestEveryCut(Line(line)).ShouldBe($"rejected {reason}");
    }

    [Theory]
    [InlineData("GET / HTTP/2.0")]
    [InlineData("GET / HTTP/1.2")]
    [InlineData("GET / HTTP/0.9")]
    [InlineData("PRI * HTTP/2.0")]
    public void VersionOtherThan10And11_IsRejected(string line) => Check.Rejected(Line(line), RejectionReason.VersionUnsupported);
}
