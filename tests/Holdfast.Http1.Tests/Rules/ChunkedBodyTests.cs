namespace Holdfast.Http1.Tests.Rules;

/// <summary>http-safety: chunk size and extension (SMUG-CHUNK-*, MAL-CHUNK-EXT-64K); trailers (SMUG-TRAILER-*).</summary>
public sealed class ChunkedBodyTests
{
    [Theory]
    [InlineData("0\r\n\r\n", "complete '' left=0")]
    [InlineData("a\r\n0123456789\r\n0\r\n\r\n", "complete '0123456789' left=0")]
    [InlineData("A\r\n0123456789\r\n000\r\n\r\nnext", "complete '0123456789' left=4")]
    [InlineData("0000000000000001\r\nx\r\n0\r\n\r\n", "complete 'x' left=0")]
    [InlineData("2\r\n\r\n\r\n0\r\n\r\n", "complete '\r\n' left=0")]
    [InlineData("1;a\r\nx\r\n0;b=c\r\n\r\n", "complete 'x' left=0")]
    [InlineData("1;a;b=c;d=\"e;\\\"\\\\\t\u00e9\"\r\nx\r\n0\r\n\r\n", "complete 'x' left=0")]
    [InlineData("5\r\nhello", "incomplete 'hello'")]
    [InlineData("5\r\nhello\r\n0\r\n", "incomplete 'hello'")]
    public void ChunksAndExtensions_AreDecoded(string body, string expected) => Feed.ChunkedEveryCut(body).ShouldBe(expected);

    [Theory]
    [InlineData("\r\n")]
    [InlineData("0x5\r\nhello")]
    [InlineData("5_0\r\n")]
    [InlineData("+5\r\n")]
    [InlineData("-1\r\n")]
    [InlineData(" 5\r\n")]
    [InlineData("5 \r\n")]
    [InlineData("5 ;a\r\n")]
    [InlineData("5\t;a\r\n")]
    [InlineData("g\r\n")]
    [InlineData(";a\r\n")]
    [InlineData("5,a\r\n")]
    public void ChunkSizeOtherThanHexDigits_IsRejected(string body) => Check.ChunkedRejected(body, RejectionReason.ChunkSizeInvalid);

    [Theory]
    [InlineData("00000000000000005\r\n")]
    [InlineData("10000000000000000\r\n")]
    [InlineData("ffffffffffffffff\r\n")]
    [InlineData("8000000000000000\r\n")]
    public void ChunkSizeOfMoreThanSixteenDigitsOrAboveInt64_IsRejected(string body) => Check.ChunkedRejected(body, RejectionReason.ChunkSizeTooLarge);

    [Theory]
    [InlineData("5;\r\n")]
    [InlineData("5;;\r\n")]
    [InlineData("5; a\r\n")]
    [InlineData("5;a =b\r\n")]
    [InlineData("5;a=\r\n")]
    [InlineData("5;a= b\r\n")]
    [InlineData("5;a=b c\r\n")]
    [InlineData("5;a=\"b\r\n")]
    [InlineData("5;a=\"b\\\"\r\n")]
    [InlineData("5;a=\"b\"c\r\n")]
    [InlineData("5;=b\r\n")]
    [InlineData("5;a@\r\n")]
    [InlineData("5;\u00e9\r\n")]
    public void ChunkExtensionOtherThanTokenOrQuotedString_IsRejected(string body) => Check.ChunkedRejected(body, RejectionReason.ChunkExtensionInvalid);

    [Theory]
    [InlineData("5\nhello", RejectionReason.BareLineFeed)]
    [InlineData("5;a\nhello", RejectionReason.BareLineFeed)]
    [InlineData("5;a=\"\n\"\r\nhello", RejectionReason.BareLineFeed)]
    [InlineData("5\rhello", RejectionReason.BareCarriageReturn)]
    [InlineData("5;a\rb\r\nhello", RejectionReason.BareCarriageReturn)]
    [InlineData("5;\0ext\r\nhello", RejectionReason.ControlByte)]
    [InlineData("5;a=\"\u007f\"\r\nhello", RejectionReason.ControlByte)]
    [InlineData("5\r\nhello\n0\r\n\r\n", RejectionReason.ChunkEndMissing)]
    [InlineData("5\r\nhello\r0\r\n\r\n", RejectionReason.ChunkEndMissing)]
    [InlineData("5\r\nhello!!\r\n0\r\n\r\n", RejectionReason.ChunkEndMissing)]
    [InlineData("5\r\nhello0\r\n\r\n", RejectionReason.ChunkEndMissing)]
    [InlineData("0\r\n\n", RejectionReason.BareLineFeed)]
    [InlineData("0\r\n\r\r\n", RejectionReason.BareCarriageReturn)]
    [InlineData("0\r\nX: y\nZ: w\r\n\r\n", RejectionReason.BareLineFeed)]
    public void BareCarriageReturnOrLineFeedInChunkedBody_IsRejected(string body, RejectionReason reason) => Check.ChunkedRejected(body, reason);

    [Fact]
    public void ChunkLineLongerThanTheBound_IsRejected()
    {
        string extension = new('a', ChunkedReader.LineBytesMaximum - 2);
        Feed.ChunkedEveryCut($"1;{extension}\r\nx\r\n0\r\n\r\n").ShouldBe("complete 'x' left=0");
        Check.ChunkedRejected($"1;{extension}a\r\nx\r\n0\r\n\r\n", RejectionReason.ChunkLineTooLong);
    }

    [Fact]
    public void ChunkExtensionsOfOneBody_AreBoundedTogether()
    {
        string chunk = $"1;{new string('a', 99)}\r\nx\r\n";
        var limits = HeadLimits.Default with { HeadBytes = 1000 };
        string ten = string.Concat(Enumerable.Repeat(chunk, 10));
        Feed.ChunkedEveryCut(ten + "0\r\n\r\n", limits).ShouldStartWith("complete");
        Feed.ChunkedEveryCut(ten + chunk, limits).ShouldBe("rejected ChunkExtensionsTooLarge");
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("Content-Length")]
    [InlineData("Content-Type")]
    [InlineData("Content-Encoding")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Trailer")]
    [InlineData("TE")]
    [InlineData("Connection")]
    [InlineData("Keep-Alive")]
    [InlineData("Proxy-Connection")]
    [InlineData("Upgrade")]
    [InlineData("Expect")]
    [InlineData("Authorization")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Proxy-Authenticate")]
    [InlineData("WWW-Authenticate")]
    [InlineData("Cookie")]
    [InlineData("Set-Cookie")]
    [InlineData("Forwarded")]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Port")]
    [InlineData("X-Real-IP")]
    [InlineData("Cache-Control")]
    [InlineData("Range")]
    [InlineData("Content_Length")]
    public void TrailerThatFramesRoutesOrAuthorises_IsDropped(string name) =>
        Feed.ChunkedEveryCut($"0\r\nA: 1\r\n{name}: 2\r\n\r\n").ShouldBe($"complete '' left=0 | A: 1 | -{name}: 2");

    [Theory]
    [InlineData("0\r\n X: y\r\n\r\n", RejectionReason.WhitespaceBeforeFields)]
    [InlineData("0\r\nX: y\r\n z\r\n\r\n", RejectionReason.LineFolding)]
    [InlineData("0\r\nX : y\r\n\r\n", RejectionReason.WhitespaceBeforeColon)]
    [InlineData("0\r\nX\r\n\r\n", RejectionReason.ColonMissing)]
    [InlineData("0\r\nGET / HTTP/1.1\r\n\r\n", RejectionReason.ColonMissing)]
    [InlineData("0\r\nX: \0\r\n\r\n", RejectionReason.ControlByte)]
    public void TrailerAgainstTheFieldRules_IsRejected(string body, RejectionReason reason) => Check.ChunkedRejected(body, reason);

    [Fact]
    public void TrailersBeyondTheLimits_AreRejected()
    {
        var limits = new HeadLimits(100, 100, 3);
        Feed.ChunkedEveryCut("1\r\nx\r\n0\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n", limits).ShouldBe("complete 'x' left=0 | A: 1 | B: 2 | C: 3");
        Feed.ChunkedEveryCut("0\r\nA: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\n\r\n", limits).ShouldBe("rejected TooManyFields");
        Feed.ChunkedEveryCut($"0\r\nA: {new string('a', 94)}\r\n\r\n", limits).ShouldBe("rejected TrailersTooLarge");
        Feed.ChunkedEveryCut($"0\r\nA: {new string('a', 93)}", limits with { HeadBytes = 95 }).ShouldBe("rejected TrailersTooLarge");
    }
}
