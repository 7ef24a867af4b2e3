namespace Holdfast.Http1;

/// <summary>HTTP-version = "HTTP/" DIGIT "." DIGIT (RFC 9112 section 2.3), case-sensitive.</summary>
internal static class VersionToken
{
    public const int Length = 8;

    public static RejectionReason Read(ReadOnlySpan<byte> token, RejectionReason malformed, out HttpVersion version)
    {
        version = HttpVersion.Http11;
        if (token.SequenceEqual("HTTP/1.1"u8))
        {
            return RejectionReason.None;
        }

        if (token.SequenceEqual("HTTP/1.0"u8))
        {
            version = HttpVersion.Http10;
            return RejectionReason.None;
        }

        // "HTTP/2.0" is also how an HTTP/2 client's preface begins.
        return token.Length == Length && token.StartsWith("HTTP/"u8) && char.IsAsciiDigit((char)token[5]) && token[6] == (byte)'.' && char.IsAsciiDigit((char)token[7])
            ? RejectionReason.VersionUnsupported
            : malformed;
    }
}
