using System.Buffers.Text;

namespace Holdfast.Http1;

/// <summary>Frames a body anew: the received chunk borders and extensions are not passed on.</summary>
public static class ChunkWriter
{
    /// <summary>Most bytes a chunk header takes: 16 digits and CRLF.</summary>
    public const int HeaderBytesMaximum = 18;

    /// <summary>Behind the data of every chunk.</summary>
    public static ReadOnlySpan<byte> ChunkEnd => "\r\n"u8;

    /// <summary>Ends a body that has no trailers.</summary>
    public static ReadOnlySpan<byte> LastChunk => "0\r\n\r\n"u8;

    /// <summary>Size line of a chunk of <paramref name="length"/> bytes; bytes written, or 0 when there is no room. A length of 0 would end the body.</summary>
    public static int WriteHeader(Span<byte> destination, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        if (!Utf8Formatter.TryFormat(length, destination, out int digits, new System.Buffers.StandardFormat('x')) || destination.Length - digits < 2)
        {
            return 0;
        }

        ChunkEnd.CopyTo(destination[digits..]);
        return digits + 2;
    }

    /// <summary>Last chunk and the trailers that may travel; bytes written, or 0 when there is no room.</summary>
    public static int WriteLast(Span<byte> destination, HeaderBlock trailers, ReadOnlySpan<byte> buffer)
    {
        var writer = new HeadWriter(destination);
        writer.Write("0\r\n"u8);
        foreach (ref readonly HeaderField field in trailers.Fields)
        {
            if (!field.HopByHop)
            {
                writer.WriteField(field.Name.Of(buffer), field.Value.Of(buffer));
            }
        }

        writer.Write("\r\n"u8);
        return writer.Overflowed ? 0 : writer.Written;
    }
}
