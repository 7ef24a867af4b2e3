namespace Holdfast.Http1.Tests.Corpus;

internal static class ChunkedCorpus
{
    public static readonly CorpusEntry[] Entries =
    [
        new("one chunk", "2\r\nok\r\n0\r\n\r\n", "complete 'ok' left=0"),
        new("empty body and the next request", "0\r\n\r\nGET", "complete '' left=3"),
        new("PHP pads its sizes", "0005\r\nhello\r\n0000\r\n\r\n", "complete 'hello' left=0"),
        new("S3 signature per chunk", $"5;chunk-signature={new string('f', 64)}\r\nhello\r\n0;chunk-signature={new string('0', 64)}\r\n\r\n", "complete 'hello' left=0"),
        new("checksum trailer", "1\r\nx\r\n0\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\n", "complete 'x' left=0 | x-amz-checksum-crc32: AAAAAA=="),
        new("gRPC status", "1\r\nx\r\n0\r\ngrpc-status: 0\r\ngrpc-message: \r\n\r\n", "complete 'x' left=0 | grpc-status: 0 | grpc-message: "),
        new("server timing", "0\r\nServer-Timing: db;dur=53\r\n\r\n", "complete '' left=0 | Server-Timing: db;dur=53"),
        new("old server pads with spaces", "5   \r\nhello\r\n0\r\n\r\n", "rejected ChunkSizeInvalid"),
        new("lone LF in an extension", "5;a\nhello\r\n0\r\n\r\n", "rejected BareLineFeed"),
        new("chunk shorter than said", "5\r\nhi\r\n0\r\n\r\n", "rejected ChunkSizeInvalid"),
        new("request where trailers should be", "0\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "rejected ColonMissing"),
        new("cut off", "5\r\nhel", "incomplete 'hel'"),
    ];
}
