namespace Holdfast.Http1;

/// <summary>A place in the buffer that was parsed: offset and length, because a buffer may move but its content does not change.</summary>
public readonly record struct Slice(int Offset, int Length)
{
    public bool IsEmpty => Length == 0;

    public int End => Offset + Length;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> buffer) => buffer.Slice(Offset, Length);
}
