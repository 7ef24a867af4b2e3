namespace Holdfast.Http1.Tests.Rules;

/// <summary>http-safety: hop-by-hop fields and the fields that Connection names; Upgrade (COMP-UPGRADE-*); TE: trailers.</summary>
public sealed class HopByHopTests
{
    private const string Get = "GET / HTTP/1.1";

    [Theory]
    [InlineData("Connection: close")]
    [InlineData("Keep-Alive: timeout=5")]
    [InlineData("Proxy-Connection: keep-alive")]
    [InlineData("TE: trailers")]
    [InlineData("Trailer: X")]
    [InlineData("Upgrade: h2c")]
    [InlineData("transfer-encoding: chunked")]
    public void HopByHopField_IsDropped(string line)
    {
        Feed.RequestEveryCut(Check.With(line + "\r\n")).ShouldEndWith($"| -{line}");
        Feed.ResponseEveryCut(Check.Status(200, line + "\r\n")).ShouldEndWith($"| -{line}");
    }

    [Fact]
    public void EveryFieldNamedInConnection_IsDropped()
    {
        Feed.RequestEveryCut(Check.With("A: 1\r\nConnection: a , x-b,,close\r\nX-B: 2\r\nx-B: 3\r\nX-Bc: 4\r\nConnection: d\r\nD: 5\r\n", Get))
            .ShouldBe("Get Origin path=/ query= host=a Http11 None close | Host: a | -A: 1 | -Connection: a , x-b,,close | -X-B: 2 | -x-B: 3 | X-Bc: 4 | -Connection: d | -D: 5");
        Feed.ResponseEveryCut(Check.Status(204, "A: 1\r\nConnection: a\r\nB: 2\r\n")).ShouldEndWith("| -A: 1 | -Connection: a | B: 2");
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("content-length")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Authorization")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Cookie")]
    [InlineData("Forwarded")]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("x-forwarded-anything")]
    public void ConnectionNamingAProtectedField_IsRejectedInRequestsAndIgnoredInResponses(string name)
    {
        Check.Rejected(Check.With($"Connection: close, {name}\r\n", Get), RejectionReason.ConnectionNamesProtectedField);
        if (!name.StartsWith("Transfer", StringComparison.Ordinal))
        {
            Feed.ResponseEveryCut(Check.Status(200, $"{name}: 0\r\nConnection: {name}\r\n")).ShouldEndWith($" | {name}: 0 | -Connection: {name}");
        }
    }

    [Fact]
    public void ResponseConnectionNamingContentLength_KeepsTheLength() =>
        Feed.ResponseEveryCut(Check.Status(200, "Content-Length: 3\r\nConnection: content-length\r\n"))
            .ShouldBe("200 'x' Http11 Length(3) keep | Content-Length: 3 | -Connection: content-length");

    [Theory]
    [InlineData("Connection: a b\r\n")]
    [InlineData("Connection: close;x\r\n")]
    [InlineData("Connection: \"close\"\r\n")]
    [InlineData("Connection: \u00e9\r\n")]
    public void ConnectionThatIsNoTokenList_IsRejected(string fields)
    {
        Check.Rejected(Check.With(fields, Get), RejectionReason.ConnectionInvalid);
        Check.ResponseRejected(Check.Status(200, fields), RejectionReason.ConnectionInvalid);
    }

    [Fact]
    public void ConnectionWithMoreElementsThanTheBound_IsRejected()
    {
        Check.Accepted(Check.With($"Connection: a{new string(',', ConnectionOptions.ElementsMaximum - 1)}\r\n", Get), "Get");
        Check.Rejected(Check.With($"Connection: {new string(',', ConnectionOptions.ElementsMaximum + 1)}\r\n", Get), RejectionReason.ConnectionInvalid);
        string manyLines = string.Concat(Enumerable.Repeat("Connection: close\r\n", ConnectionOptions.ElementsMaximum));
        Check.Accepted(Check.With(manyLines, Get), "Get");
        Check.Rejected(Check.With(manyLines + "Connection: close\r\n", Get), RejectionReason.ConnectionInvalid);
    }

    [Fact]
    public void WebSocketUpgrade_IsRecognised()
    {
        RequestHead head = Feed.Request(Check.With("Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Version: 13\r\n", Get));
        head.UpgradeToWebSocket.ShouldBeTrue();
    }

    [Theory]
    [InlineData("GET / HTTP/1.1", "Upgrade: websocket\r\n")]
    [InlineData("GET / HTTP/1.1", "Connection: upgrade\r\n")]
    [InlineData("GET / HTTP/1.1", "Connection: upgrade\r\nUpgrade: h2c\r\n")]
    [InlineData("GET / HTTP/1.1", "Connection: upgrade\r\nUpgrade: websocket, h2c\r\n")]
    [InlineData("GET / HTTP/1.1", "Connection: upgrade\r\nUpgrade: websocket\r\nUpgrade: websocket\r\n")]
    [InlineData("GET / HTTP/1.1", "Connection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 1\r\n")]
    [InlineData("GET / HTTP/1.1", "Connection: upgrade\r\nUpgrade: websocket\r\nTransfer-Encoding: chunked\r\n")]
    [InlineData("POST / HTTP/1.1", "Connection: upgrade\r\nUpgrade: websocket\r\n")]
    [InlineData("GET / HTTP/1.0", "Connection: upgrade\r\nUpgrade: websocket\r\n")]
    public void UpgradeOtherThanAProperWebSocketGet_IsIgnoredAndDropped(string line, string fields)
    {
        RequestHead head = Feed.Request(Check.With(fields, line));
        head.Rejection.ShouldBe(RejectionReason.None);
        head.UpgradeToWebSocket.ShouldBeFalse();
        foreach (HeaderField field in head.Fields.Fields)
        {
            field.HopByHop.ShouldBe(field.Known is KnownField.Connection or KnownField.Upgrade or KnownField.TransferEncoding);
        }
    }

    [Theory]
    [InlineData("Connection: TE\r\nTE: trailers\r\n", true)]
    [InlineData("Connection: close, te\r\nTE: gzip;q=0.5, Trailers\r\n", true)]
    [InlineData("TE: trailers\r\n", false)]
    [InlineData("Connection: TE\r\nTE: gzip\r\n", false)]
    [InlineData("Connection: TE\r\n", false)]
    public void TeTrailersListedInConnection_AcceptsTrailers(string fields, bool accepts) =>
        Feed.Request(Check.With(fields, Get)).AcceptsTrailers.ShouldBe(accepts);

    [Theory]
    [InlineData("Connection: upgrade\r\nUpgrade: websocket\r\n", true)]
    [InlineData("Upgrade: websocket\r\n", false)]
    [InlineData("Connection: upgrade\r\nUpgrade: h2c\r\n", false)]
    [InlineData("", false)]
    public void SwitchingProtocols_IsAWebSocketOnlyWithItsFields(string fields, bool switches)
    {
        ResponseHead head = Feed.Response(Check.Status(101, fields));
        head.SwitchesToWebSocket.ShouldBe(switches);
        head.IsInterim.ShouldBeFalse();
        head.KeepAlive.ShouldBeFalse();
        head.Framing.ShouldBe(BodyFraming.None);
    }
}
