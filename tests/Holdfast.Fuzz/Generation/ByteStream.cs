using System.Text;

namespace Holdfast.Fuzz.Generation;

/// <summary>A growing run of bytes that is used again for every input.</summary>
internal sealed class ByteStream
{
    private byte[] bytes = new byte[64 * 1024];

    public int Length { get; private set; }

    public Span<byte> Written => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Add(string latin1)
    {
        Reserve(latin1.Length);
        Length += Encoding.Latin1.GetBytes(latin1, bytes.AsSpan(Length));
    }

    public void AddRepeated(char c, int count)
    {
        Reserve(count);
        bytes.AsSpan(Length, count).Fill((byte)c);
        Length += count;
    }

    public void Insert(int at, ReadOnlySpan<byte> inserted)
    {
        Reserve(inserted.Length);
        byte[] copy = inserted.ToArray();
        bytes.AsSpan(at, Length - at).CopyTo(bytes.AsSpan(at + copy.Length));
        copy.CopyTo(bytes, at);
        Length += copy.Length;
    }

    public void Remove(int at, int count)
    {
        bytes.AsSpan(at + count, Length - at - count).CopyTo(bytes.AsSpan(at));
        Length -= count;
    }

    private void Reserve(int count)
    {
        if (bytes.Length - Length < count)
        {
            Array.Resize(ref bytes, (bytes.Length + count) * 2);
        }
    }
}
