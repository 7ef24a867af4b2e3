namespace Holdfast.Networking;

/// <summary>
/// A loop's sockets, indexed by descriptor: the kernel gives the lowest free number, so the table stays dense. Grows by doubling
/// up to the descriptor limit (a limit of a million costs nothing until it is used). Loop thread only.
/// </summary>
internal sealed class SocketTable
{
    // 128 KiB for each loop, so much that the collector's part for large objects has it and never moves it. A table that began smaller grew while a
    // crowd came, and each of its halves was moved twice while the workers stood still.
    private const int InitialSlots = 8192;
    private Slot[] slots = new Slot[InitialSlots];

    /// <summary>Ids that named a socket which is not there any more: harmless, but a rising number is a defect of the owner.</summary>
    public long StaleIdCount { get; private set; }

    public int OpenCount { get; private set; }

    /// <summary>Descriptors below this may be open.</summary>
    public int Bound => slots.Length;

    public SocketId Open(int descriptor, IReadinessHandler? handler, SocketFlags flags)
    {
        if (descriptor >= slots.Length)
        {
            Array.Resize(ref slots, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)descriptor + 1));
        }

        ref Slot slot = ref slots[descriptor];
        // Never 0 for an open socket: the default SocketId names nothing.
        uint generation = slot.Generation == uint.MaxValue ? 1 : slot.Generation + 1;
        slot = new Slot { Handler = handler, Generation = generation, Flags = flags | SocketFlags.Open };
        OpenCount++;
        return new SocketId(descriptor, generation);
    }

    /// <summary>False, and counted, when the id is stale.</summary>
    public bool IsOpen(SocketId socket)
    {
        if (Names(socket.Descriptor, socket.Generation))
        {
            return true;
        }

        StaleIdCount++;
        return false;
    }

    /// <summary>Only for a descriptor that <see cref="IsOpen"/> or <see cref="Names"/> has confirmed.</summary>
    public ref Slot this[int descriptor] => ref slots[descriptor];

    public bool Names(int descriptor, uint generation)
    {
        Slot[] table = slots;
        return (uint)descriptor < (uint)table.Length && table[descriptor].Generation == generation && (table[descriptor].Flags & SocketFlags.Open) != 0;
    }

    /// <summary>From here on the id is stale.</summary>
    public void Forget(int descriptor)
    {
        slots[descriptor].Handler = null;
        slots[descriptor].Flags = SocketFlags.None;
        OpenCount--;
    }

    internal struct Slot
    {
        public IReadinessHandler? Handler;
        public uint Generation;
        public SocketFlags Flags;
    }
}
