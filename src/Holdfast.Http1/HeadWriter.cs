using System.Buffers.Text;

namespace Holdfast.Http1;

/// <summary>Writes a message head into a span. Past the end it writes nothing more and <see cref="Overflowed"/> is set: check once, at the end.</summary>
public ref struct HeadWriter
{
    private readonly Span<byte> destination;

    public HeadWriter(Span<byte> destination)
    {
        this.destination = destination;
    }

    public int Written { get; private set; }

    public bool Overflowed { get; private set; }

    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        if (TryReserve(bytes.Length, out Span<byte> room))
        {
            bytes.CopyTo(room);
        }
    }

    /// <summary>name ": " value CRLF; the whole line or nothing.</summary>
    public void WriteField(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        if (TryReserve(name.Length + value.Length + 4, out Span<byte> room))
        {
            name.CopyTo(room);
            room[name.Length] = (byte)':';
            room[name.Length + 1] = (byte)' ';
            value.CopyTo(room[(name.Length + 2)..]);
            room[^2] = (byte)'\r';
            room[^1] = (byte)'\n';
        }
    }

    public void WriteNumber(long value)
    {
        if (Overflowed || !Utf8Formatter.TryFormat(value, destination[Written..], out int digits))
        {
            Overflowed = true;
            return;
        }

        Written += digits;
    }

    private bool TryReserve(int length, out Span<byte> room)
    {
        if (Overflowed || length > destination.Length - Written)
        {
            Overflowed = true;
            room = default;
            return false;
        }

        room = destination.Slice(Written, length);
        Written += length;
        return true;
    }
}
