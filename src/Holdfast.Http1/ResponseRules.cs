namespace Holdfast.Http1;

/// <summary>What holds for a response as a whole: framing (RFC 9112 section 6.3), Connection, the switch to WebSocket.</summary>
internal static class ResponseRules
{
    public static RejectionReason Apply(ReadOnlySpan<byte> buffer, ResponseHead head, HttpMethod requestMethod)
    {
        RejectionReason reason = Framing.Read(buffer, head.Fields, head.Version, out bool chunked, out long length);
        if (reason != RejectionReason.None)
        {
            return reason;
        }

        ConnectionOptions options = default;
        if (head.Fields.Has(KnownField.Connection))
        {
            reason = options.Read(buffer, head.Fields, refusesProtected: false);
        }

        head.KeepAlive = options.Keeps(head.Version);
        ApplyFraming(head, requestMethod, chunked, length);
        if (head.StatusCode == 101)
        {
            // Whatever follows on this connection is not HTTP any more.
            head.KeepAlive = false;
            head.SwitchesToWebSocket = head.Version == HttpVersion.Http11 && options.Upgrade && UpgradeRule.NamesWebSocket(buffer, head.Fields);
        }

        return reason;
    }

    private static void ApplyFraming(ResponseHead head, HttpMethod requestMethod, bool chunked, long length)
    {
        if (chunked && length >= 0)
        {
            // Transfer-Encoding wins; the length must reach no client, and the connection is not trusted again (RFC 9112 section 6.1).
            head.Fields.MarkHopByHop(head.Fields.IndexOf(KnownField.ContentLength));
            head.KeepAlive = false;
        }

        bool neverHasBody = head.StatusCode is < 200 or 204;
        if (neverHasBody || head.StatusCode == 304 || requestMethod == HttpMethod.Head)
        {
            head.Framing = BodyFraming.None;
            if (neverHasBody && (chunked || length >= 0))
            {
                // RFC 9110 section 8.6 forbids the field here. A server that announces a body may also send it: do not meet it as the next answer.
                DropContentLength(head.Fields);
                head.KeepAlive &= !chunked && length == 0;
            }

            return;
        }

        head.Framing = chunked ? BodyFraming.Chunked : length >= 0 ? BodyFraming.Length : BodyFraming.UntilClose;
        head.ContentLength = chunked ? 0 : Math.Max(length, 0);
        head.KeepAlive &= head.Framing != BodyFraming.UntilClose;
    }

    private static void DropContentLength(HeaderBlock fields)
    {
        int index = fields.IndexOf(KnownField.ContentLength);
        if (index >= 0)
        {
            fields.MarkHopByHop(index);
        }
    }
}
