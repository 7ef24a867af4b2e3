using System.Text;

namespace Holdfast.Http1;

/// <summary>The request target (RFC 9112 section 3.2). It is checked, never normalised: what was routed is forwarded byte for byte.</summary>
internal static class RequestTarget
{
    /// <summary>Finds the space that ends the target, and the first '?', and refuses what a server could read in another way.</summary>
    public static RejectionReason Scan(ReadOnlySpan<byte> line, int start, out int end, out int question)
    {
        question = -1;
        end = start;
        while (true)
        {
            int hit = line[end..].IndexOfAnyExcept(ByteSets.PlainTarget);
            if (hit < 0)
            {
                return RejectionReason.RequestLineMalformed;
            }

            end += hit;
            switch (line[end])
            {
                case (byte)' ':
                    return end > start ? RejectionReason.None : RejectionReason.RequestLineMalformed;
                case (byte)'?':
                    question = question < 0 ? end : question;
                    break;
                case (byte)'%':
                    if (line[end..].StartsWith("%00"u8))
                    {
                        return RejectionReason.TargetEncodesNul;
                    }

                    break;
                default:
                    return RejectionReason.TargetByteInvalid;
            }

            end++;
        }
    }

    /// <summary>Fills form, path, query and, for absolute-form, the authority.</summary>
    public static RejectionReason Split(ReadOnlySpan<byte> buffer, RequestHead head, int question)
    {
        Slice target = head.Target;
        if (buffer[target.Offset] == (byte)'/')
        {
            head.TargetForm = TargetForm.Origin;
            SetPath(head, target.Offset, question);
            return RejectionReason.None;
        }

        if (target.Length == 1 && buffer[target.Offset] == (byte)'*')
        {
            head.TargetForm = TargetForm.Asterisk;
            head.PathAndQuery = head.Path = target;
            return head.Method == HttpMethod.Options ? RejectionReason.None : RejectionReason.AsteriskWithoutOptions;
        }

        return SplitAbsolute(buffer, head, question);
    }

    private static RejectionReason SplitAbsolute(ReadOnlySpan<byte> buffer, RequestHead head, int question)
    {
        ReadOnlySpan<byte> target = head.Target.Of(buffer);
        int scheme = StartsWith(target, "http://"u8) ? 7 : StartsWith(target, "https://"u8) ? 8 : 0;
        if (scheme == 0)
        {
            return RejectionReason.TargetFormInvalid;
        }

        int slash = target[scheme..].IndexOf((byte)'/');
        int authorityStart = head.Target.Offset + scheme;
        int authorityEnd = slash < 0 ? head.Target.End : authorityStart + slash;
        if (question >= 0 && question < authorityEnd)
        {
            // "http://host?query" is legal but cannot be sent on as it came: a '/' would have to be put in. Nobody sends it; refused.
            return RejectionReason.TargetFormInvalid;
        }

        head.TargetForm = TargetForm.Absolute;
        head.Host = new Slice(authorityStart, authorityEnd - authorityStart);
        if (slash >= 0)
        {
            SetPath(head, authorityEnd, question);
        }

        return Authority.IsValid(head.Host.Of(buffer)) ? RejectionReason.None : RejectionReason.TargetAuthorityInvalid;
    }

    private static void SetPath(RequestHead head, int from, int question)
    {
        int end = head.Target.End;
        head.PathAndQuery = new Slice(from, end - from);
        head.Path = new Slice(from, (question < 0 ? end : question) - from);
    }

    private static bool StartsWith(ReadOnlySpan<byte> target, ReadOnlySpan<byte> scheme) =>
        target.Length >= scheme.Length && Ascii.EqualsIgnoreCase(target[..scheme.Length], scheme);
}
