using Holdfast.Http1;

namespace Holdfast.DataPlane.Forwarding;

/// <summary>Writes the head that the client gets: the server's lines without the hop-by-hop ones, framed for this client.</summary>
internal static class ResponseHeadComposer
{
    /// <param name="framing">How the client is told the end of the body.</param>
    /// <param name="connection">The Connection field's whole line, or empty.</param>
    /// <param name="extraLines">More lines, each ended by CRLF (the sticky cookie).</param>
    public static void Compose(ref HeadWriter writer, scoped ReadOnlySpan<byte> input, ResponseHead head, BodyFraming framing, HeaderRules rules,
        scoped ReadOnlySpan<byte> connection, scoped ReadOnlySpan<byte> extraLines)
    {
        WriteStatusLine(ref writer, input, head);
        bool dropLength = framing is BodyFraming.Chunked or BodyFraming.UntilClose || head.StatusCode < 200 || head.StatusCode == 204;
        CopyFields(ref writer, input, head, rules, dropLength);
        if (framing == BodyFraming.Chunked)
        {
            writer.Write("Transfer-Encoding: chunked\r\n"u8);
        }

        writer.Write(connection);
        writer.Write(extraLines);
        writer.Write(rules.Lines);
        writer.Write("\r\n"u8);
    }

    /// <summary>1xx: passed on as it came, except for the connection's own fields.</summary>
    public static void ComposeInterim(ref HeadWriter writer, scoped ReadOnlySpan<byte> input, ResponseHead head) =>
        Compose(ref writer, input, head, BodyFraming.None, HeaderRules.None, default, default);

    private static void WriteStatusLine(ref HeadWriter writer, scoped ReadOnlySpan<byte> input, ResponseHead head)
    {
        // The gateway answers with its own version, whatever the server speaks (RFC 9110 section 6.2).
        writer.Write("HTTP/1.1 "u8);
        writer.WriteNumber(head.StatusCode);
        writer.Write(" "u8);
        writer.Write(head.Reason.Of(input));
        writer.Write("\r\n"u8);
    }

    private static void CopyFields(ref HeadWriter writer, scoped ReadOnlySpan<byte> input, ResponseHead head, HeaderRules rules, bool dropLength)
    {
        ReadOnlySpan<HeaderField> fields = head.Fields.Fields;
        int runStart = -1;
        for (int i = 0; i < fields.Length; i++)
        {
            ref readonly HeaderField field = ref fields[i];
            bool drop = field.HopByHop || (dropLength && field.Known == KnownField.ContentLength) || (!rules.IsEmpty && rules.Drops(field.Name.Of(input)));
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
            writer.Write(input[runStart..(head.Length - 2)]);
        }
    }
}
