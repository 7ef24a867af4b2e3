namespace Holdfast.DataPlane.Routing;

/// <summary>An immutable hash table from bytes to objects: looked up with a span, at most half full, no allocation. Any thread.</summary>
internal sealed class ByteTable<T>
    where T : class
{
    private readonly Entry[] entries;
    private readonly int mask;

    public ByteTable(KeyValuePair<byte[], T>[] pairs)
    {
        Count = pairs.Length;
        entries = new Entry[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(2 * pairs.Length, 2))];
        mask = entries.Length - 1;
        foreach ((byte[] key, T value) in pairs)
        {
            ulong hash = ByteHash.Of(key);
            int place = (int)hash & mask;
            while (entries[place].Value is not null)
            {
                place = (place + 1) & mask;
            }

            entries[place] = new Entry(hash, key, value);
        }
    }

    public int Count { get; }

    public T? Find(ReadOnlySpan<byte> key) => Count == 0 ? null : Find(ByteHash.Of(key), key);

    private T? Find(ulong hash, ReadOnlySpan<byte> key)
    {
        int place = (int)hash & mask;
        while (true)
        {
            ref readonly Entry entry = ref entries[place];
            if (entry.Value is null || (entry.Hash == hash && key.SequenceEqual(entry.Key)))
            {
                return entry.Value;
            }

            place = (place + 1) & mask;
        }
    }

    private readonly record struct Entry(ulong Hash, byte[] Key, T Value);
}
