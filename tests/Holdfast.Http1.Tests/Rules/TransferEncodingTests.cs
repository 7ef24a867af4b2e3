namespace Holdfast.Http1.Tests.Rules;

/// <summary>http-safety: TE value (SMUG-TE-*).</summary>
public sealed class TransferEncodingTests
{
    [Theory]
    [InlineData("chunked")]
    [InlineData("CHUNKED")]
    [InlineData("  chunked\t ")]
    public void TransferEncodingChunked_FramesTheBody(string value) =>
        Check.Accepted(Check.With($"Transfer-Encoding:{value}\r\n"), "Post Origin path=/ query= host=a Http11 Chunked keep");

    [Theory]
    [InlineData("xchunked")]
    [InlineData("identity")]
    [InlineData("gzip")]
    [InlineData("gzip, chunked")]
    [InlineData("chunked, gzip")]
    [InlineData("chunked, chunked")]
    [InlineData("chunked,")]
    [InlineData(", chunked")]
    [InlineData("chunked;ext=val")]
    [InlineData("\"chunked\"")]
    [InlineData("")]
    public void TransferEncodingOtherThanExactlyChunked_IsRejected(string value)
    {
        Check.Rejected(Check.With($"Transfer-Encoding: {value}\r\n"), RejectionReason.TransferEncodingUnknown);
        Check.ResponseRejected(Check.Status(200, $"Transfer-Encoding: {value}\r\n"), RejectionReason.TransferEncodingUnknown);
    }

    [Fact]
    public void TransferEncodingTwice_IsRejected()
    {
        Check.Rejected(Check.With("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), RejectionReason.TransferEncodingRepeated);
        Check.ResponseRejected(Check.Status(200, "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n"), RejectionReason.TransferEncodingRepeated);
    }

    [Theory]
    [InlineData("\vchunked")]
    [InlineData("\fchunked")]
    [InlineData("chunked\0")]
    [InlineData("chunked\u007f")]
    public void TransferEncodingWithVerticalTabFormFeedNulOrDelete_IsRejected(string value) =>
        Check.Rejected(Check.With($"Transfer-Encoding: {value}\r\n"), RejectionReason.ControlByte);

    [Fact]
    public void TransferEncodingFolded_IsRejected() =>
        Check.Rejected(Check.With("Transfer-Encoding:\r\n chunked\r\n"), RejectionReason.LineFolding);

    [Fact]
    public void TransferEncodingWithSpaceBeforeColon_IsRejected() =>
        Check.Rejected(Check.With("Transfer-Encoding : chunked\r\n"), RejectionReason.WhitespaceBeforeColon);

    [Fact]
    public void TransferEncodingInHttp10_IsRejected()
    {
        Check.Rejected(Check.With("Transfer-Encoding: chunked\r\n", "POST / HTTP/1.0"), RejectionReason.TransferEncodingInHttp10);
        Check.ResponseRejected("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", RejectionReason.TransferEncodingInHttp10);
    }
}
