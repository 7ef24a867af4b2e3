namespace Holdfast.Http1.Tests.Rules;

/// <summary>http-safety: bare CR, bare LF (RFC9112-2.2-*); control bytes (MAL-NUL-*, MAL-CONTROL-CHARS-HEADER); empty lines.</summary>
public sealed class LineEndTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\n")]
    [InlineData("\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nX: a\nContent-Length: 5\r\nHost: a\r\n\r\n")]
    public void BareLineFeed_IsRejected(string request) => Check.Rejected(request, RejectionReason.BareLineFeed);

    [Theory]
    [InlineData("GET / HTTP/1.1\rHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nX: a\rb\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\rX: y\r\n\r\n")]
    [InlineData("\rGET / HTTP/1.1\r\nHost: a\r\n\r\n")]
    public void BareCarriageReturn_IsRejected(string request) => Check.Rejected(request, RejectionReason.BareCarriageReturn);

    [Theory]
    [InlineData("HTTP/1.1 200 OK\nX: y\r\n\r\n", RejectionReason.BareLineFeed)]
    [InlineData("HTTP/1.1 200 OK\r\nX: y\n\r\n", RejectionReason.BareLineFeed)]
    [InlineData("HTTP/1.1 200 O\rK\r\n\r\n", RejectionReason.BareCarriageReturn)]
    [InlineData("HTTP/1.1 200 O\0K\r\n\r\n", RejectionReason.ControlByte)]
    public void BareLineEndOrControlByteInResponse_IsRejected(string response, RejectionReason reason) => Check.ResponseRejected(response, reason);

    [Fact]
    public void EveryControlByteInAValue_IsRejected()
    {
        for (int value = 0; value < 0x20; value++)
        {
            if (value is not ('\t' or '\r' or '\n'))
            {
                Check.Rejected(Check.With($"X: a{(char)value}b\r\n"), RejectionReason.ControlByte);
                Check.Rejected($"GET /a{(char)value} HTTP/1.1\r\nHost: a\r\n\r\n", RejectionReason.ControlByte);
            }
        }

        Check.Rejected(Check.With("X: \u007f\r\n"), RejectionReason.ControlByte);
    }

    [Fact]
    public void TabAndHighBytesInAValue_AreAccepted() =>
        Check.Accepted(Check.With("X: a\tb\u00e9\r\n"), "Post Origin path=/ query= host=a Http11 None keep | Host: a | X: a\tb\u00e9");

    [Theory]
    [InlineData("GET /\0")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX: y\u0001")]
    [InlineData("\u0016\u0003\u0001\u0002")]
    public void OffendingByteInAnIncompleteLine_IsRejectedAtOnce(string beginning) => Check.Rejected(beginning, RejectionReason.ControlByte);

    [Fact]
    public void OneEmptyLineBeforeTheRequestLine_IsSkipped()
    {
        const string Request = "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n";
        Check.Accepted(Request, "Get Origin path=/ query= host=a");
        Feed.Request(Request).Length.ShouldBe(Request.Length);
    }

    [Fact]
    public void SecondEmptyLineBeforeTheRequestLine_IsRejected() =>
        Check.Rejected("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", RejectionReason.EmptyLinesBeforeRequest);

    [Fact]
    public void EmptyLineBeforeTheStatusLine_IsRejected() =>
        Check.ResponseRejected("\r\nHTTP/1.1 200 OK\r\n\r\n", RejectionReason.StatusLineMalformed);
}
