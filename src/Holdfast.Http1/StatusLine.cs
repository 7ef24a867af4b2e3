namespace Holdfast.Http1;

/// <summary>
/// status-line = HTTP-version SP status-code SP [ reason-phrase ] (RFC 9112 section 4). The second SP may be missing when there is no
/// reason: many servers forget it and nothing else can be meant.
/// </summary>
internal static class StatusLine
{
    private const int CodeAt = VersionToken.Length + 1;
    private const int CodeEnd = CodeAt + 3;

    public static RejectionReason Read(ReadOnlySpan<byte> buffer, int end, ResponseHead head)
    {
        ReadOnlySpan<byte> line = buffer[..end];
        if (line.Length < CodeEnd || line[VersionToken.Length] != (byte)' ' || (line.Length > CodeEnd && line[CodeEnd] != (byte)' '))
        {
            return RejectionReason.StatusLineMalformed;
        }

        RejectionReason reason = VersionToken.Read(line[..VersionToken.Length], RejectionReason.StatusLineMalformed, out HttpVersion version);
        if (reason != RejectionReason.None)
        {
            return reason;
        }

        int hundreds = line[CodeAt] - '0';
        int tens = line[CodeAt + 1] - '0';
        int ones = line[CodeAt + 2] - '0';
        if (hundreds is < 1 or > 5 || tens is < 0 or > 9 || ones is < 0 or > 9)
        {
            return RejectionReason.StatusLineMalformed;
        }

        head.Version = version;
        head.StatusCode = hundreds * 100 + tens * 10 + ones;
        int reasonAt = Math.Min(CodeEnd + 1, end);
        head.Reason = new Slice(reasonAt, end - reasonAt);
        return RejectionReason.None;
    }
}
