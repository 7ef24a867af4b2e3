namespace Holdfast.Http1;

/// <summary>request-line = method SP request-target SP HTTP-version (RFC 9112 section 3), single spaces only.</summary>
internal static class RequestLine
{
    public static RejectionReason Read(ReadOnlySpan<byte> buffer, int start, int end, RequestHead head)
    {
        ReadOnlySpan<byte> line = buffer[start..end];
        int methodLength = line.IndexOfAnyExcept(ByteSets.Token);
        if (methodLength <= 0 || line[methodLength] != (byte)' ')
        {
            return RejectionReason.RequestLineMalformed;
        }

        head.MethodToken = new Slice(start, methodLength);
        head.Method = Recognise(line[..methodLength]);
        if (head.Method is HttpMethod.Connect or HttpMethod.Trace)
        {
            // CONNECT would make an open proxy, TRACE shows a client's credentials to a script. 501, because a 405 must carry Allow.
            return RejectionReason.MethodRefused;
        }

        int targetStart = start + methodLength + 1;
        RejectionReason reason = RequestTarget.Scan(buffer[..end], targetStart, out int targetEnd, out int question);
        if (reason != RejectionReason.None)
        {
            return reason;
        }

        reason = VersionToken.Read(buffer[(targetEnd + 1)..end], RejectionReason.RequestLineMalformed, out HttpVersion version);
        head.Version = version;
        head.Target = new Slice(targetStart, targetEnd - targetStart);
        return reason != RejectionReason.None ? reason : RequestTarget.Split(buffer, head, question);
    }

    /// <summary>Methods are case-sensitive (RFC 9110 section 9.1): "get" is another method and goes on as it came.</summary>
    private static HttpMethod Recognise(ReadOnlySpan<byte> token) => token.Length switch
    {
        3 when token.SequenceEqual("GET"u8) => HttpMethod.Get,
        3 when token.SequenceEqual("PUT"u8) => HttpMethod.Put,
        4 when token.SequenceEqual("POST"u8) => HttpMethod.Post,
        4 when token.SequenceEqual("HEAD"u8) => HttpMethod.Head,
        5 when token.SequenceEqual("PATCH"u8) => HttpMethod.Patch,
        5 when token.SequenceEqual("TRACE"u8) => HttpMethod.Trace,
        6 when token.SequenceEqual("DELETE"u8) => HttpMethod.Delete,
        7 when token.SequenceEqual("OPTIONS"u8) => HttpMethod.Options,
        7 when token.SequenceEqual("CONNECT"u8) => HttpMethod.Connect,
        _ => HttpMethod.Other,
    };
}
