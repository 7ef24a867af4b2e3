namespace Holdfast.Http1;

/// <summary>
/// The field lines of one message, in order, as places in the parsed buffer. Reused; grows to what its messages need, never past its bound: what a
/// hundred fields take, for each of some thousand connections of a surge, is what the collector would have to move.
/// </summary>
public sealed class HeaderBlock
{
    /// <summary>Browsers and most clients send fewer.</summary>
    public const int UsualFields = 24;

    private readonly int maximum;
    private HeaderField[] fields;

    // One bit per KnownField: it came at least once, it came again. Saves the rules a search for each field that is not there.
    private uint seen;
    private uint repeated;

    /// <param name="maximumFields">Most field lines taken; one more is a rejection.</param>
    /// <param name="expectedFields">Room for so many from the start; 0 where there usually are none.</param>
    public HeaderBlock(int maximumFields, int expectedFields = UsualFields)
    {
        maximum = maximumFields;
        fields = expectedFields == 0 ? [] : new HeaderField[Math.Min(maximumFields, expectedFields)];
    }

    public int Count { get; private set; }

    /// <summary>Most field lines taken.</summary>
    public int Capacity => maximum;

    public ReadOnlySpan<HeaderField> Fields => fields.AsSpan(0, Count);

    /// <summary>False when the bound is reached.</summary>
    public bool TryAdd(in HeaderField field) => TryAdd(field.Name, field.Value, field.Known, field.HopByHop);

    /// <summary>As above, built in place: copying a field just written costs more than the rest of the method.</summary>
    internal bool TryAdd(Slice name, Slice value, KnownField known, bool hopByHop)
    {
        if ((uint)Count >= (uint)fields.Length && !TryGrow())
        {
            return false;
        }

        uint bit = 1u << (int)known;
        repeated |= seen & bit;
        seen |= bit;
        fields[Count++] = new HeaderField(name, value, known, hopByHop);
        return true;
    }

    // Once or twice in the life of a block, until it has room for the largest of its messages.
    private bool TryGrow()
    {
        if (Count >= maximum)
        {
            return false;
        }

        Array.Resize(ref fields, Math.Min(maximum, Math.Max(UsualFields, 2 * fields.Length)));
        return true;
    }

    public void MarkHopByHop(int index) => fields[index] = fields[index] with { HopByHop = true };

    public void Clear()
    {
        Count = 0;
        seen = repeated = 0;
    }

    public bool Has(KnownField known) => (seen >> (int)known & 1) != 0;

    public bool HasSeveral(KnownField known) => (repeated >> (int)known & 1) != 0;

    internal bool HasAny(uint set) => (seen & set) != 0;

    /// <summary>Trimmed value of the first field of the kind; empty when there is none.</summary>
    public Slice ValueOf(KnownField known)
    {
        int index = Has(known) ? IndexOf(known) : -1;
        return index < 0 ? default : fields[index].Value;
    }

    /// <summary>Moves all places: the bytes they point to have been moved by as much.</summary>
    internal void Shift(int distance)
    {
        for (int i = 0; i < Count; i++)
        {
            ref HeaderField field = ref fields[i];
            field = field with { Name = new Slice(field.Name.Offset + distance, field.Name.Length), Value = new Slice(field.Value.Offset + distance, field.Value.Length) };
        }
    }

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

    /// <summary>Index of the last field with the name (compared without case), or -1: the one that whoever spoke last has added.</summary>
    public int LastIndexOf(ReadOnlySpan<byte> buffer, ReadOnlySpan<byte> name)
    {
        for (int i = Count - 1; i >= 0; i--)
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
