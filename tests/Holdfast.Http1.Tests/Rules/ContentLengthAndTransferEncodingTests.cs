namespace Holdfast.Http1.Tests.Rules;

/// <summary>http-safety: CL and TE together (SMUG-CL-TE-BOTH, CLTE-*, TECL-*).</summary>
public sealed class ContentLengthAndTransferEncodingTests
{
    [Theory]
    [InlineData("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 6\r\n")]
    [InlineData("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n")]
    [InlineData("Content-Length: 6\r\nTransfer-Encoding: xchunked\r\n")]
    [InlineData("transfer-encoding: identity\r\ncontent-length: 5\r\n")]
    [InlineData("Content-Length: bad\r\nTransfer-Encoding: chunked, chunked\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5\r\nContent-Length: 5\r\n")]
    public void ContentLengthAndTransferEncodingTogether_IsRejected(string fields) =>
        Check.Rejected(Check.With(fields), RejectionReason.ContentLengthWithTransferEncoding);

    [Fact]
    public void InResponse_TransferEncodingWinsLengthIsDroppedAndConnectionClosed() =>
        Feed.ResponseEveryCut(Check.Status(200, "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"))
            .ShouldBe("200 'x' Http11 Chunked close | -Content-Length: 5 | -Transfer-Encoding: chunked");
}
