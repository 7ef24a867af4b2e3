using System.Buffers.Binary;
using System.Text;

namespace Holdfast.Telemetry.Otlp;

/// <summary>The few shapes of protobuf that OTLP needs, into one buffer that is kept. One thread; knows no message.</summary>
internal sealed class ProtoWriter
{
    // A length is written once the message is complete. Four bytes hold 268 MB; a length that is padded with empty groups is valid.
    private const int LengthBytes = 4;

    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    private byte[] buffer = new byte[64 * 1024];
    private int length;

    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, length);

    public int Length => length;

    public void Clear() => length = 0;

    /// <summary>A message begins; what it returns is for <see cref="End"/>.</summary>
    public int Begin(int field)
    {
        Tag(field, Delimited);
        Reserve(LengthBytes);
        length += LengthBytes;
        return length;
    }

    public void End(int begun)
    {
        int size = length - begun;
        for (int place = 0; place < LengthBytes; place++)
        {
            buffer[begun - LengthBytes + place] = (byte)((size & 0x7F) | (place < LengthBytes - 1 ? 0x80 : 0));
            size >>= 7;
        }
    }

    public void Text(int field, string text)
    {
        Tag(field, Delimited);
        int bytes = Encoding.UTF8.GetByteCount(text);
        Number((ulong)bytes);
        Reserve(bytes);
        length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));
    }

    public void Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Tag(field, Delimited);
        Number((ulong)bytes.Length);
        Reserve(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }

    public void Whole(int field, ulong value)
    {
        Tag(field, Varint);
        Number(value);
    }

    public void Fixed(int field, ulong value)
    {
        Tag(field, Fixed64);
        Raw(value);
    }

    public void Fixed(int field, uint value)
    {
        Tag(field, Fixed32);
        Reserve(sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(buffer.AsSpan(length), value);
        length += sizeof(uint);
    }

    public void Double(int field, double value) => Fixed(field, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Inside a packed field that was begun.</summary>
    public void Raw(ulong value)
    {
        Reserve(sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(buffer.AsSpan(length), value);
        length += sizeof(ulong);
    }

    private void Tag(int field, int kind) => Number((ulong)((field << 3) | kind));

    private void Number(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            buffer[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        buffer[length++] = (byte)value;
    }

    private void Reserve(int bytes)
    {
        if (buffer.Length - length < bytes)
        {
            Array.Resize(ref buffer, Math.Max(2 * buffer.Length, length + bytes));
        }
    }
}
