namespace Holdfast.Telemetry.Series;

/// <summary>
/// Blocks of two minutes of codes, by number, out of slabs of 1 MiB. As objects of their own the blocks of a thousand servers, all of the
/// same age, would be copied by every young collection after each second minute, and pause the workers for it. Owner: <see cref="SeriesMemory"/>.
/// </summary>
internal sealed class BlockStore
{
    public const int BlockSeconds = 120;

    private const int BlocksOfSlab = 4096;

    private readonly List<ushort[]> slabs = [];
    private readonly Stack<int> free = new();

    /// <summary>Of all slabs; they are kept for the next surge of changes.</summary>
    public long Bytes => (long)slabs.Count * BlocksOfSlab * BlockSeconds * sizeof(ushort);

    public long UsedBytes => (((long)slabs.Count * BlocksOfSlab) - free.Count) * BlockSeconds * sizeof(ushort);

    public int Rent()
    {
        if (free.Count == 0)
        {
            AddSlab();
        }

        return free.Pop();
    }

    public void Return(int block) => free.Push(block);

    public Span<ushort> this[int block] => slabs[block / BlocksOfSlab].AsSpan(block % BlocksOfSlab * BlockSeconds, BlockSeconds);

    private void AddSlab()
    {
        int first = slabs.Count * BlocksOfSlab;
        slabs.Add(GC.AllocateUninitializedArray<ushort>(BlocksOfSlab * BlockSeconds));
        for (int block = first + BlocksOfSlab - 1; block >= first; block--)
        {
            free.Push(block);
        }
    }
}
