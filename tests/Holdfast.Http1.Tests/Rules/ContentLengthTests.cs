namespace Holdfast.Http1.Tests.Rules;

/// <summary>http-safety: CL syntax (SMUG-DUPLICATE-CL, CL-COMMA-*, CL-HEX-PREFIX, CL-NEGATIVE*, MAL-CL-OVERFLOW).</summary>
public sealed class ContentLengthTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("5", 5)]
    [InlineData(" 5 ", 5)]
    [InlineData("999999999999999999", 999999999999999999)]
    public void ContentLengthOfDigits_IsTheLength(string value, long expected)
    {
        Check.Accepted(Check.With($"Content-Length:{value}\r\n"), $"Post Origin path=/ query= host=a Http11 Length({expected}) keep");
        Feed.Response(Check.Status(200, $"Content-Length:{value}\r\n")).ContentLength.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("-0")]
    [InlineData("+5")]
    [InlineData("5, 5")]
    [InlineData("5,5,5")]
    [InlineData("5, 6")]
    [InlineData("0x5")]
    [InlineData("5_0")]
    [InlineData("1 0")]
    [InlineData("5.0")]
    [InlineData("5a")]
    [InlineData("\u00b2")]
    [InlineData("1000000000000000000")]
    [InlineData("99999999999999999999")]
    [InlineData("18446744073709551621")]
    [InlineData("0000000000000000005")]
    public void ContentLengthOtherThanOneToEighteenDigits_IsRejected(string value)
    {
        Check.Rejected(Check.With($"Content-Length: {value}\r\n"), RejectionReason.ContentLengthInvalid);
        Check.ResponseRejected(Check.Status(200, $"Content-Length: {value}\r\n"), RejectionReason.ContentLengthInvalid);
    }

    [Fact]
    public void ContentLengthWithLeadingZero_IsRejectedInRequestsAndTakenInResponses()
    {
        Check.Rejected(Check.With("Content-Length: 005\r\n"), RejectionReason.ContentLengthInvalid);
        Feed.Response(Check.Status(200, "Content-Length: 00000005\r\n")).ContentLength.ShouldBe(5);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\nContent-Length: 5\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 10\r\n")]
    [InlineData("Content-Length: 5\r\nX: y\r\nCONTENT-LENGTH: 10\r\n")]
    public void ContentLengthTwice_IsRejectedEvenIfEqual(string fields)
    {
        Check.Rejected(Check.With(fields), RejectionReason.ContentLengthRepeated);
        Check.ResponseRejected(Check.Status(200, fields), RejectionReason.ContentLengthRepeated);
        Check.ResponseRejected(Check.Status(304, fields), RejectionReason.ContentLengthRepeated);
        Check.ResponseRejected(Check.Status(200, fields), RejectionReason.ContentLengthRepeated, HttpMethod.Head);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("DELETE")]
    [InlineData("BREW")]
    public void BodyOnMethodThatNeedsNone_IsFramed(string method)
    {
        Feed.Request(Check.With("Content-Length: 7\r\n", $"{method} / HTTP/1.1")).ContentLength.ShouldBe(7);
        Feed.Request(Check.With("Transfer-Encoding: chunked\r\n", $"{method} / HTTP/1.1")).Framing.ShouldBe(BodyFraming.Chunked);
    }
}
