namespace Holdfast.Http1.Tests.Corpus;

internal static class ResponseCorpus
{
    public static readonly CorpusEntry[] Entries =
    [
        new("nginx", "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Sat, 21 Nov 2026 02:11:29 GMT\r\nContent-Length: 2\r\nConnection: keep-alive\r\nAccept-Ranges: bytes\r\n\r\nok",
            "200 'OK' Http11 Length(2) keep | Server: nginx/1.22.1 | Date: Sat, 21 Nov 2026 02:11:29 GMT | Content-Length: 2 | -Connection: keep-alive | Accept-Ranges: bytes"),
        new("Kestrel chunked", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
            "200 'OK' Http11 Chunked keep | Content-Type: text/plain | -Transfer-Encoding: chunked"),
        new("Python http.server", "HTTP/1.0 200 OK\r\nServer: SimpleHTTP/0.6 Python/3.11\r\nContent-Length: 3\r\n\r\nabc",
            "200 'OK' Http10 Length(3) close | Server: SimpleHTTP/0.6 Python/3.11 | Content-Length: 3"),
        new("server that streams until close", "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: x\n\n", "200 'OK' Http11 UntilClose close | Content-Type: text/event-stream"),
        new("Node with Keep-Alive", "HTTP/1.1 404 Not Found\r\nConnection: keep-alive\r\nKeep-Alive: timeout=5\r\nContent-Length: 0\r\n\r\n",
            "404 'Not Found' Http11 Length(0) keep | -Connection: keep-alive | -Keep-Alive: timeout=5 | Content-Length: 0"),
        new("answer to HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\nHTTP", "200 'OK' Http11 None keep | Content-Length: 1234", HttpMethod.Head),
        new("not modified", "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\nContent-Length: 1234\r\n\r\n", "304 'Not Modified' Http11 None keep | ETag: \"x\" | Content-Length: 1234"),
        new("continue", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "100 'Continue' Http11 None keep interim"),
        new("early hints", "HTTP/1.1 103 Early Hints\r\nLink: </s.css>; rel=preload\r\n\r\n", "103 'Early Hints' Http11 None keep interim | Link: </s.css>; rel=preload"),
        new("WebSocket accepted", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x=\r\n\r\n\u0081\u0005hello",
            "101 'Switching Protocols' Http11 None close websocket | -Upgrade: websocket | -Connection: Upgrade | Sec-WebSocket-Accept: x="),
        new("gRPC-like trailers announced", "HTTP/1.1 200 OK\r\nTrailer: Grpc-Status\r\nTransfer-Encoding: chunked\r\n\r\n", "200 'OK' Http11 Chunked keep | -Trailer: Grpc-Status | -Transfer-Encoding: chunked"),
        new("server without a reason phrase", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", "200 '' Http11 Length(0) keep | Content-Length: 0"),
        new("zero-padded length", "HTTP/1.1 200 OK\r\nContent-Length: 00000012\r\n\r\n", "200 'OK' Http11 Length(12) keep | Content-Length: 00000012"),
        new("field names with underscore", "HTTP/1.1 200 OK\r\nX_Runtime: 1\r\nContent-Length: 0\r\n\r\n", "200 'OK' Http11 Length(0) keep | X_Runtime: 1 | Content-Length: 0"),
        new("length twice", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "rejected ContentLengthRepeated"),
        new("folded line", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n", "rejected LineFolding"),
        new("LF only CGI", "HTTP/1.1 200 OK\nX: a\n\n", "rejected BareLineFeed"),
        new("Shoutcast", "ICY 200 OK\r\n\r\n", "rejected StatusLineMalformed"),
        new("page without a head", "<html>oops</html>\r\n", "rejected StatusLineMalformed"),
        new("half a head", "HTTP/1.1 200 OK\r\nX: ", "incomplete"),
    ];
}
