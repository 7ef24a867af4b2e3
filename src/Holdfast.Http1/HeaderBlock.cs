namespace Holdfast.Http1;

/// <summary>The field lines of one message, in order, as places in the parsed buffer. Reused; never grows past its bound.</summary>
public sealed class HeaderBlock
{
    private readonly HeaderField[] fields;

    /// <param name="maximumFields">Most field lines taken; one more is a rejection.</param>
    public HeaderBlock(int maximumFields)
    {
        fields = new HeaderField[maximumFields];
    }

    public int Count { get; private set; }

    public int Capacity => fields.Length;

    public ReadOnlySpan<HeaderField> Fields => fields.AsSpan(0, Count);

    /// <summary>False when the bound is reached.</summary>
    public bool TryAdd(in HeaderField field)
    {
        if (Count == fields.Length)
        {
            return false;
        }

        fields[Count++] = field;
        return true;
    }

    public void MarkHopByHop(int index) => fields[index] = fields[index] with { HopByHop = true };

    public void Clear() => Count = 0;

    /// <summary>Index of the first field with the name (compared without case), or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> buffer, ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < Count; i++)
        {
            if (fields[i].Name.Length == name.Length && System.Text.Ascii.EqualsIgnoreCase(fields[i].Name.Of(buffer), name))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Index of the first field of the kind, or -1.</summary>
    public int IndexOf(KnownField known)
    {
        for (int i = 0; i < Count; i++)
        {
            if (fields[i].Known == known)
            {
                return i;
            }
        }

        return -1;
    }
}
