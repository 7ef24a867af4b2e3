using System.Text;

namespace Holdfast.Http1;

/// <summary>What holds for a request as a whole, once all its fields are read: Host, framing, Connection, Expect, Upgrade. In that order.</summary>
internal static class RequestRules
{
    public static RejectionReason Apply(ReadOnlySpan<byte> buffer, RequestHead head)
    {
        RejectionReason reason = ApplyHost(buffer, head);
        if (reason == RejectionReason.None)
        {
            reason = ApplyFraming(buffer, head);
        }

        ConnectionOptions options = default;
        if (reason == RejectionReason.None && head.Fields.Has(KnownField.Connection))
        {
            reason = options.Read(buffer, head.Fields, refusesProtected: true);
        }

        head.KeepAlive = options.Keeps(head.Version);
        if (reason == RejectionReason.None && head.Fields.HasAny(RareFields))
        {
            reason = ApplyRare(buffer, head, options);
        }

        return reason;
    }

    private const uint RareFields = 1u << (int)KnownField.Expect | 1u << (int)KnownField.Upgrade | 1u << (int)KnownField.Te;

    /// <summary>RFC 9112 section 3.2 and RFC 9110 section 7.2; a host that the target and Host disagree on is refused, not corrected.</summary>
    private static RejectionReason ApplyHost(ReadOnlySpan<byte> buffer, RequestHead head)
    {
        if (!head.Fields.Has(KnownField.Host))
        {
            return head.Version == HttpVersion.Http11 ? RejectionReason.HostMissing : RejectionReason.None;
        }

        if (head.Fields.HasSeveral(KnownField.Host))
        {
            return RejectionReason.HostRepeated;
        }

        Slice host = head.Fields.ValueOf(KnownField.Host);
        if (head.TargetForm == TargetForm.Absolute)
        {
            return Ascii.EqualsIgnoreCase(host.Of(buffer), head.Host.Of(buffer)) ? RejectionReason.None : RejectionReason.HostDiffersFromTarget;
        }

        // An http URI has a host (RFC 9110 section 4.2.1), so an empty Host cannot be right; HTTP/1.0 did not need one at all.
        bool valid = Authority.IsValid(host.Of(buffer)) || (host.IsEmpty && head.Version == HttpVersion.Http10);
        head.Host = valid ? host : default;
        return valid ? RejectionReason.None : RejectionReason.HostInvalid;
    }

    private static RejectionReason ApplyFraming(ReadOnlySpan<byte> buffer, RequestHead head)
    {
        if (head.Fields.Has(KnownField.ContentLength) && head.Fields.Has(KnownField.TransferEncoding))
        {
            // RFC 9112 section 6.1 lets Transfer-Encoding win; every CL.TE attack depends on somebody who lets it.
            return RejectionReason.ContentLengthWithTransferEncoding;
        }

        RejectionReason reason = Framing.Read(buffer, head.Fields, head.Version, out bool chunked, out long length);
        if (reason != RejectionReason.None || (!chunked && length < 0))
        {
            return reason;
        }

        if (!chunked && head.Fields.ValueOf(KnownField.ContentLength).Of(buffer) is [(byte)'0', _, ..])
        {
            // "010" is 10 by the grammar and 8 to a server that reads C numbers. No client sends it.
            return RejectionReason.ContentLengthInvalid;
        }

        head.Framing = chunked ? BodyFraming.Chunked : BodyFraming.Length;
        head.ContentLength = chunked ? 0 : length;
        return RejectionReason.None;
    }

    private static RejectionReason ApplyRare(ReadOnlySpan<byte> buffer, RequestHead head, ConnectionOptions options)
    {
        HeaderBlock fields = head.Fields;
        bool modern = head.Version == HttpVersion.Http11;
        if (fields.Has(KnownField.Expect))
        {
            if (fields.HasSeveral(KnownField.Expect) || !Ascii.EqualsIgnoreCase(fields.ValueOf(KnownField.Expect).Of(buffer), "100-continue"u8))
            {
                return RejectionReason.ExpectationUnknown;
            }

            head.ExpectContinue = modern;
            if (!modern)
            {
                // RFC 9110 section 10.1.1: ignored in HTTP/1.0. Dropped too, or the server would answer 100 to a client that knows no 1xx.
                fields.MarkHopByHop(fields.IndexOf(KnownField.Expect));
            }
        }

        head.AcceptsTrailers = modern && options.Te && ListsTrailers(buffer, fields);
        head.UpgradeToWebSocket = modern && options.Upgrade && head.Method == HttpMethod.Get &&
            head.Framing != BodyFraming.Chunked && head.ContentLength == 0 && UpgradeRule.NamesWebSocket(buffer, fields);
        return RejectionReason.None;
    }

    private static bool ListsTrailers(ReadOnlySpan<byte> buffer, HeaderBlock fields)
    {
        foreach (ref readonly HeaderField field in fields.Fields)
        {
            if (field.Known != KnownField.Te)
            {
                continue;
            }

            ReadOnlySpan<byte> rest = field.Value.Of(buffer);
            while (ListElements.Next(ref rest, out ReadOnlySpan<byte> element))
            {
                if (Ascii.EqualsIgnoreCase(element, "trailers"u8))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
