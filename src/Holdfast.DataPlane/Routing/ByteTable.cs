namespace Holdfast.DataPlane.Routing;

/// <summary>An immutable hash table from bytes to values: looked up with a span, at most half full, no allocation. Any thread.</summary>
internal sealed class ByteTable<T>
{
    private readonly Entry[] entries;
    private readonly int mask;

    public ByteTable(KeyValuePair<byte[], T>[] pairs)
    {
        entries = new Entry[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(2 * pairs.Length, 2))];
        mask = entries.Length - 1;
        foreach ((byte[] key, T value) in pairs)
        {
            ulong hash = ByteHash.Of(key);
            int place = (int)hash & mask;
            while (entries[place].Key is not null)
            {
                place = (place + 1) & mask;
            }

            entries[place] = new Entry(hash, key, value);
        }
    }

    public bool TryFind(ReadOnlySpan<byte> key, out T value)
    {
        ulong hash = ByteHash.Of(key);
        int place = (int)hash & mask;
        while (true)
        {
            ref readonly Entry entry = ref entries[place];
            bool found = entry.Key is not null && entry.Hash == hash && key.SequenceEqual(entry.Key);
            if (found || entry.Key is null)
            {
                value = entry.Value;
                return found;
            }

            place = (place + 1) & mask;
        }
    }

    private readonly record struct Entry(ulong Hash, byte[]? Key, T Value);
}
