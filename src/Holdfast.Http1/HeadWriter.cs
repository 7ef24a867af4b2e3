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
        if (bytes.Length > destination.Length - Written)
        {
            Overflowed = true;
            return;
        }

        bytes.CopyTo(destination[Written..]);
        Written += bytes.Length;
    }

    /// <summary>name ": " value CRLF.</summary>
    public void WriteField(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        Write(name);
        Write(": "u8);
        Write(value);
        Write("\r\n"u8);
    }

    public void WriteNumber(long value)
    {
        if (Overflowed || !System.Buffers.Text.Utf8Formatter.TryFormat(value, destination[Written..], out int digits))
        {
            Overflowed = true;
            return;
        }

        Written += digits;
    }
}
