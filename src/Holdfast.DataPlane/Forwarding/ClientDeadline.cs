using Holdfast.Http1;

namespace Holdfast.DataPlane.Forwarding;

/// <summary>
/// How long the client of a request waits, where it says so: grpc-timeout, or the header that the operator named. It only ever shortens
/// what the route allows, so anybody is believed. The server is told what is left when the request leaves for it. Worker thread only.
/// </summary>
internal sealed class ClientDeadline
{
    // The answer's way back and the next hop's own work: a server that answers at the last moment would answer to nobody.
    private const long WayBackNanoseconds = 5_000_000;

    private int headerPlace;
    private int grpcPlace;
    private bool hasHeader;
    private bool hasGrpc;

    /// <summary>From the beginning of the request; <see cref="TimeoutsSnapshot.Never"/> where the client did not say.</summary>
    public long Nanoseconds { get; private set; } = TimeoutsSnapshot.Never;

    private static ReadOnlySpan<byte> GrpcTimeout => "grpc-timeout"u8;

    /// <summary>Reads it. Fields that were understood are not copied to the server: what they say is out of date by then.</summary>
    /// <param name="header">The operator's header; empty for none.</param>
    public void Read(ReadOnlySpan<byte> input, HeaderBlock fields, ReadOnlySpan<byte> header)
    {
        Nanoseconds = TimeoutsSnapshot.Never;
        headerPlace = grpcPlace = 0;
        hasHeader = hasGrpc = false;
        for (int index = 0; index < fields.Count; index++)
        {
            HeaderField field = fields.Fields[index];
            if (field.Known != KnownField.None)
            {
                continue;
            }

            if (field.Name.Length == GrpcTimeout.Length && System.Text.Ascii.EqualsIgnoreCase(field.Name.Of(input), GrpcTimeout))
            {
                hasGrpc |= Take(DeadlineText.OfGrpc(field.Value.Of(input)), fields, index);
            }
            else if (field.Name.Length == header.Length && System.Text.Ascii.EqualsIgnoreCase(field.Name.Of(input), header))
            {
                hasHeader |= Take(DeadlineText.OfMilliseconds(field.Value.Of(input)), fields, index);
            }
        }
    }

    /// <summary>Leaves room in the head for what <see cref="Stamp"/> writes.</summary>
    public void WriteFields(ref HeadWriter writer, ReadOnlySpan<byte> header)
    {
        if (hasGrpc)
        {
            writer.Write("grpc-timeout: "u8);
            grpcPlace = writer.Written;
            writer.Write("       1m\r\n"u8);
        }

        if (hasHeader)
        {
            writer.Write(header);
            writer.Write(": "u8);
            headerPlace = writer.Written;
            writer.Write("       1\r\n"u8);
        }
    }

    /// <summary>The request leaves for a server now, with so much time left.</summary>
    /// <param name="head">As it was written.</param>
    public void Stamp(Span<byte> head, long remainingNanoseconds)
    {
        if (grpcPlace > 0)
        {
            DeadlineText.Write(head[grpcPlace..], remainingNanoseconds - WayBackNanoseconds);
        }

        if (headerPlace > 0)
        {
            DeadlineText.Write(head[headerPlace..], remainingNanoseconds - WayBackNanoseconds);
        }
    }

    private bool Take(long nanoseconds, HeaderBlock fields, int index)
    {
        if (nanoseconds == TimeoutsSnapshot.Never)
        {
            return false;
        }

        Nanoseconds = Math.Min(Nanoseconds, nanoseconds);
        fields.MarkHopByHop(index);
        return true;
    }
}
