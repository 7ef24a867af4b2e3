namespace Holdfast.Fuzz.Generation;

/// <summary>What messages are made of. The first entries of each list are ordinary; the generator prefers them.</summary>
internal static class Words
{
    public static readonly string[] Methods = ["GET", "POST", "HEAD", "PUT", "OPTIONS", "DELETE", "PATCH", "get", "M-SEARCH", "X_Y", "CONNECT", "TRACE", "PRI", "G T", "G(T", "", "GET\t"];

    public static readonly string[] Targets =
    [
        "/", "/a/b?c=d", "/x", "*", "http://a/", "http://a/x?y", "HTTPS://A", "http://[::1]:80/", "/%2e%2e/%41", "//b", "/a?b?c",
        "/%00", "/#f", "/a\\b", "/a b", "", "a", "http://", "http://u@a/", "http://b/", "http://a?x", "ftp://a/", "/\u00e9", "/a\tb", "**", "a:80", "http:/a", "/|{}\"<>^`",
    ];

    public static readonly string[] Versions = ["HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/1.2", "http/1.1", "HTTP/1.1 ", "HTTP/11", "HTTP/1", "", "HTTP/x.1"];

    public static readonly string[] Hosts =
    [
        "a", "a", "a", "example.com:8080", "[::1]", "[2001:db8::1]:80", "127.0.0.1", "A", "b", "", "a,b", "u@a", "a:", "a:65536", ":80", "[::", "[1::2::3]", "a/b", "a b", "a%41",
        "[::ffff:1.2.3.4]", "[1.2.3.4]", "[::g]", "\u00e9", "a_b!$&'()*+;=~", "a:x", "[]", "[::1]x", "a:80:80",
    ];

    public static readonly string[] PlainFields =
    [
        "Accept: */*", "User-Agent: x/1", "X-A: 1", "X-B:2", "x-c:\t3 \t", "Cookie: s=1", "Authorization: Basic x", "Content-Type: text/plain", "Server: z", "Date: now",
        "X-Forwarded-For: 1.2.3.4", "Forwarded: for=1", "Set-Cookie: a=b", "Grpc-Status: 0", "Retry-After: 1", "X-Request-Id: 7", "Traceparent: 00-1", "X-Empty:", "X-Long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ];

    public static readonly string[] ControlFields =
    [
        "Connection: keep-alive", "Connection: close", "Connection: x-a, X-B", "Connection: upgrade", "Upgrade: websocket", "TE: trailers", "Connection: te", "Expect: 100-continue",
        "Keep-Alive: timeout=5", "Proxy-Connection: close", "Trailer: X-A", "Connection: Keep-Alive, Upgrade, TE", "Upgrade: h2c", "TE: gzip;q=1, trailers", "Connection:", "Connection: ,,x-a,",
        "Connection: host", "Connection: content-length", "Connection: transfer-encoding", "Connection: X-Forwarded-Proto", "Connection: cookie", "Connection: a b", "Connection: close;", "Expect: 200", "Expect:",
        "Connection: ,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", "Connection: ,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", "Connection: close,,,,,,,,,,,", "Close: x", "close: y", "Upgrade: websocket, h2c",
    ];

    public static readonly string[] FramingFields =
    [
        "Content-Length: 5", "Content-Length: 0", "Transfer-Encoding: chunked", "transfer-encoding:CHUNKED", "Content-Length: 5, 5", "Content-Length: +5", "Content-Length: 0x5", "Content-Length: 05",
        "Content-Length: 999999999999999999", "Content-Length: 9999999999999999999", "Content-Length:", "Content-Length: 5 5", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked, chunked", "Transfer-Encoding: \vchunked", "Transfer-Encoding : chunked", "Transfer_Encoding: chunked", "Content_Length: 5", "Transfer-Encoding: chunked;x", "Transfer-Encoding:",
    ];

    public static readonly string[] BrokenFields =
    [
        " folded", "\tfolded", ": empty", "no colon", "X Y: z", "X : y", "X\t: y", "X(Y): z", "X_Y: z", "_: z", "\u00e9: z", "X: a\0b", "X: a\u007fb", "X: a\u0001", "X: a\rb", "X: a\nb", "X:", ":", "X_Y : z", " ", "X: \u00e9\t\u00ff",
    ];

    public static readonly string[] LineEnds = ["\n", "\r", "\r\r\n", "\n\r", "", "\r\n\r\n", " \r\n", "\0\r\n"];

    public static readonly string[] Statuses =
    [
        "200 OK", "200 OK", "204 No Content", "304 Not Modified", "100 Continue", "103 Early Hints", "101 Switching Protocols", "500 Oops", "404 ", "599", "205 Reset", "200 a b",
        "099 x", "600 x", "20 x", "2000 x", "2x0 x", " 200 OK", "200\tOK", "", "200 \u00e9",
    ];

    public static readonly string[] ChunkSizes = ["5", "5", "1", "a", "A", "00005", "0000000000000005", "00000000000000005", "ffffffffffffffff", "7fffffffffffffff", "10000000000000000", "0x5", "5 ", " 5", "+5", "-5", "5_", "", "g", "5,"];

    public static readonly string[] ChunkExtensions =
    [
        ";a", ";a=b", ";a=\"b\"", ";a=\"\\\"\"", ";a;b=c", ";", ";=b", ";a=", " ;a", "; a", ";a =b", ";a=\"b", ";a=\"b\"c", ";a=b c", ";\u00e9", ";a=\"\u00e9\t\"", ";a\0", ";a\n", ";a\r", ";;", ";a=\"\\",
    ];
}
