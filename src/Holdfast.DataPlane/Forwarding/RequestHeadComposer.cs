using Holdfast.Configuration;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Forwarding;

/// <summary>
/// Writes the head that the server gets: the client's lines as they came, without the hop-by-hop ones, with a Host that is certain, and
/// with what the server is told about the client. Runs of kept lines are copied at once.
/// </summary>
internal static class RequestHeadComposer
{
    public static void Compose(ref HeadWriter writer, scoped ReadOnlySpan<byte> input, RequestHead head, RouteSnapshot route, ForwardingSnapshot forwarding, in ClientFacts client)
    {
        WriteRequestLine(ref writer, input, head, route.StripPrefix);
        writer.WriteField("Host"u8, head.Host.IsEmpty ? route.HostOfHostless : head.Host.Of(input));
        CopyFields(ref writer, input, head, route.RequestHeaders, client.IsTrusted ? forwarding.DroppedFromTrusted : forwarding.DroppedFromOthers);
        WriteConnection(ref writer, head);
        WriteForwarding(ref writer, input, head, forwarding, client);
        writer.Write(route.RequestHeaders.Lines);
        writer.Write("\r\n"u8);
    }

    private static void WriteRequestLine(ref HeadWriter writer, scoped ReadOnlySpan<byte> input, RequestHead head, byte[] stripPrefix)
    {
        writer.Write(head.MethodToken.Of(input));
        writer.Write(" "u8);
        ReadOnlySpan<byte> target = head.TargetForm == TargetForm.Asterisk ? head.Target.Of(input) : head.PathAndQuery.Of(input);
        if (target.IsEmpty)
        {
            // RFC 9112 section 3.2.4: OPTIONS for a host without a path asks about the server itself.
            target = head.Method == HttpMethod.Options ? "*"u8 : "/"u8;
        }

        if (stripPrefix.Length > 0 && StartsWithSegments(target, stripPrefix))
        {
            target = target[stripPrefix.Length..];
        }

        if (target.IsEmpty || target[0] == (byte)'?')
        {
            writer.Write("/"u8);
        }

        writer.Write(target);
        writer.Write(" HTTP/1.1\r\n"u8);
    }

    private static bool StartsWithSegments(ReadOnlySpan<byte> target, ReadOnlySpan<byte> prefix) =>
        target.StartsWith(prefix) && (target.Length == prefix.Length || target[prefix.Length] is (byte)'/' or (byte)'?');

    private static void CopyFields(ref HeadWriter writer, scoped ReadOnlySpan<byte> input, RequestHead head, HeaderRules rules, ulong dropped)
    {
        ReadOnlySpan<HeaderField> fields = head.Fields.Fields;
        int runStart = -1;
        for (int i = 0; i < fields.Length; i++)
        {
            ref readonly HeaderField field = ref fields[i];
            bool drop = field.HopByHop || ((dropped >> (int)field.Known) & 1) != 0 || (!rules.IsEmpty && rules.Drops(field.Name.Of(input)));
            if (!drop)
            {
                runStart = runStart < 0 ? field.Name.Offset : runStart;
            }
            else if (runStart >= 0)
            {
                writer.Write(input[runStart..field.Name.Offset]);
                runStart = -1;
            }
        }

        if (runStart >= 0)
        {
            // The last line ends where the empty line begins.
            writer.Write(input[runStart..(head.Length - 2)]);
        }
    }

    private static void WriteConnection(ref HeadWriter writer, RequestHead head)
    {
        if (head.Framing == BodyFraming.Chunked)
        {
            writer.Write("Transfer-Encoding: chunked\r\n"u8);
        }

        if (head.ExpectContinue)
        {
            writer.Write("Expect: 100-continue\r\n"u8);
        }

        if (head.UpgradeToWebSocket)
        {
            writer.Write("Connection: upgrade\r\nUpgrade: websocket\r\n"u8);
        }
        else if (head.AcceptsTrailers)
        {
            writer.Write("Connection: te\r\nTE: trailers\r\n"u8);
        }
    }

    private static void WriteForwarding(ref HeadWriter writer, scoped ReadOnlySpan<byte> input, RequestHead head, ForwardingSnapshot forwarding, in ClientFacts client)
    {
        if (forwarding.Style == ForwardedStyle.XForwarded)
        {
            writer.Write("X-Forwarded-For: "u8);
            WriteEarlierElements(ref writer, input, head, KnownField.XForwardedFor, client.IsTrusted);
            writer.Write(client.AddressText);
            writer.Write("\r\n"u8);
            WriteUnlessKept(ref writer, head, client, KnownField.XForwardedProto, "X-Forwarded-Proto"u8, "http"u8);
            if (!head.Host.IsEmpty)
            {
                WriteUnlessKept(ref writer, head, client, KnownField.XForwardedHost, "X-Forwarded-Host"u8, head.Host.Of(input));
            }
        }
        else if (forwarding.Style == ForwardedStyle.Forwarded)
        {
            WriteForwardedElement(ref writer, input, head, client);
        }

        if (forwarding.RequestId && !(client.IsTrusted && head.Fields.IndexOf(KnownField.XRequestId) >= 0))
        {
            Span<byte> id = stackalloc byte[HexText.Digits];
            HexText.Write(client.RequestId, id);
            writer.WriteField("X-Request-Id"u8, id);
        }

        client.Deadline?.WriteFields(ref writer, forwarding.DeadlineHeader);
    }

    private static void WriteUnlessKept(ref HeadWriter writer, RequestHead head, in ClientFacts client, KnownField known, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        if (!client.IsTrusted || head.Fields.IndexOf(known) < 0)
        {
            writer.WriteField(name, value);
        }
    }

    private static void WriteForwardedElement(ref HeadWriter writer, scoped ReadOnlySpan<byte> input, RequestHead head, in ClientFacts client)
    {
        writer.Write("Forwarded: "u8);
        WriteEarlierElements(ref writer, input, head, KnownField.Forwarded, client.IsTrusted);
        bool isIPv6 = client.AddressText.Contains((byte)':');

        // RFC 7239 section 6: an IPv6 address stands in brackets and quotes. The host may hold a port, so it is quoted always.
        writer.Write(isIPv6 ? "for=\"["u8 : "for="u8);
        writer.Write(client.AddressText);
        writer.Write(isIPv6 ? "]\""u8 : default);
        if (!head.Host.IsEmpty)
        {
            writer.Write(";host=\""u8);
            writer.Write(head.Host.Of(input));
            writer.Write("\""u8);
        }

        writer.Write(";proto=http\r\n"u8);
    }

    private static void WriteEarlierElements(ref HeadWriter writer, scoped ReadOnlySpan<byte> input, RequestHead head, KnownField known, bool trusted)
    {
        if (!trusted)
        {
            return;
        }

        foreach (ref readonly HeaderField field in head.Fields.Fields)
        {
            if (field.Known == known && !field.Value.IsEmpty)
            {
                writer.Write(field.Value.Of(input));
                writer.Write(", "u8);
            }
        }
    }
}
