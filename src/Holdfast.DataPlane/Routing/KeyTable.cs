using System.Buffers.Binary;
using System.Numerics;

namespace Holdfast.DataPlane.Routing;

/// <summary>
/// An immutable hash table from an owner's number and bytes to a number. All slots lie in one array and all keys in another, 12 bytes and
/// the key itself for each entry: among 10,000 entries a lookup touches two cache lines that are not warm, and no objects. Any thread.
/// </summary>
internal sealed class KeyTable
{
    // Before the bytes of each key: its owner and its length.
    private const int OwnerBytes = 4;
    private const int PrefixBytes = OwnerBytes + 2;

    private readonly Slot[] slots;
    private readonly byte[] keys;
    private readonly int mask;

    /// <param name="entries">Each owner and key at most once; keys of at most 65,535 bytes.</param>
    public KeyTable(IReadOnlyList<(int Owner, byte[] Key, int Value)> entries)
    {
        // At most four fifths full: two or three slots are looked at, and five lie in one cache line.
        slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)Math.Max(entries.Count * 5 / 4, 2) + 1)];
        mask = slots.Length - 1;
        keys = new byte[entries.Sum(entry => PrefixBytes + entry.Key.Length)];
        int offset = 0;
        foreach ((int owner, byte[] key, int value) in entries)
        {
            BinaryPrimitives.WriteInt32LittleEndian(keys.AsSpan(offset), owner);
            BinaryPrimitives.WriteUInt16LittleEndian(keys.AsSpan(offset + OwnerBytes), checked((ushort)key.Length));
            key.CopyTo(keys, offset + PrefixBytes);
            ulong hash = ByteHash.Of((ulong)owner, key);
            int place = (int)hash & mask;
            while (slots[place].Tag != 0)
            {
                place = (place + 1) & mask;
            }

            slots[place] = new Slot(TagOf(hash), offset, value);
            offset += PrefixBytes + key.Length;
        }
    }

    public bool TryFind(int owner, ReadOnlySpan<byte> key, out int value)
    {
        ulong hash = ByteHash.Of((ulong)owner, key);
        uint tag = TagOf(hash);
        for (int place = (int)hash & mask; ; place = (place + 1) & mask)
        {
            ref readonly Slot slot = ref slots[place];
            if (slot.Tag == tag && Holds(slot.Offset, owner, key))
            {
                value = slot.Value;
                return true;
            }

            if (slot.Tag == 0)
            {
                value = 0;
                return false;
            }
        }
    }

    /// <summary>Equal hashes are not enough: whoever finds a collision would choose the route.</summary>
    private bool Holds(int offset, int owner, ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> entry = keys.AsSpan(offset);
        return BinaryPrimitives.ReadInt32LittleEndian(entry) == owner
            && BinaryPrimitives.ReadUInt16LittleEndian(entry[OwnerBytes..]) == key.Length
            && entry.Slice(PrefixBytes, key.Length).SequenceEqual(key);
    }

    // The low half places; 0 stands for an empty slot.
    private static uint TagOf(ulong hash) => (uint)(hash >> 32) | 1;

    private readonly record struct Slot(uint Tag, int Offset, int Value);
}
