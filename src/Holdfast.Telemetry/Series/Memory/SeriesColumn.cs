namespace Holdfast.Telemetry.Series;

/// <summary>
/// One signal of one subject that has had more than one value: a ring of parts. The part that is written lies in the column itself, because
/// 40,000 columns are written each second and each place more that is touched is a miss of the cache. Under the lock of
/// <see cref="SeriesMemory"/>.
/// </summary>
internal sealed class SeriesColumn
{
    private readonly BlockStore blocks;
    private readonly ArraySegment<ColumnPart> ring;

    // Instead of the one in the ring.
    private ColumnPart current;

    public SeriesColumn(BlockStore blocks, int ringParts)
    {
        this.blocks = blocks;
        ring = Slab.Of<ColumnPart>(ringParts);
    }

    /// <summary>Of the parts; blocks are counted by their store.</summary>
    public long Bytes => ring.Count * 12L;

    private Span<ColumnPart> Parts => ring;

    /// <summary>A column with one value in all seconds in which the other has one.</summary>
    public static SeriesColumn Like(SeriesColumn observed, ushort code)
    {
        SeriesColumn column = new(observed.blocks, observed.ring.Count);
        observed.Settle();
        for (int index = 0; index < observed.ring.Count; index++)
        {
            ref ColumnPart part = ref observed.Parts[index];
            column.Parts[index] = part with { Block = 0, Code = code };
            if (part.Block != 0)
            {
                // Observed with gaps.
                column.Parts[index].Block = column.blocks.Rent() + 1;
                Span<ushort> to = column.blocks[column.Parts[index].Block - 1];
                column.blocks[part.Block - 1].CopyTo(to);
                Replace(to, code);
            }
        }

        return column;
    }

    public void Write(long second, ushort code)
    {
        int number = (int)(second / BlockStore.BlockSeconds);
        int offset = (int)(second % BlockStore.BlockSeconds);
        if (current.Number != number)
        {
            Turn(number);
        }

        if (current.Block != 0)
        {
            blocks[current.Block - 1][offset] = code;
        }
        else if (current.Count == 0)
        {
            (current.Code, current.First, current.Count) = (code, (byte)offset, 1);
        }
        else if (code == current.Code && offset == current.First + current.Count)
        {
            current.Count++;
        }
        else
        {
            Spread();
            blocks[current.Block - 1][offset] = code;
        }
    }

    /// <summary>NaN where nothing was written.</summary>
    public void Read(long fromSecond, Span<ushort> codes)
    {
        int done = 0;
        while (done < codes.Length)
        {
            long second = fromSecond + done;
            int offset = (int)(second % BlockStore.BlockSeconds);
            int take = Math.Min(BlockStore.BlockSeconds - offset, codes.Length - done);
            ReadPart((int)(second / BlockStore.BlockSeconds), offset, codes.Slice(done, take));
            done += take;
        }
    }

    /// <summary>Forgets what is older than the part of that number.</summary>
    public void FreeBefore(int number)
    {
        Settle();
        current = default;
        for (int index = 0; index < ring.Count; index++)
        {
            if (Parts[index].Number < number)
            {
                Free(ref Parts[index]);
                Parts[index] = default;
            }
        }
    }

    private void ReadPart(int number, int offset, Span<ushort> codes)
    {
        ColumnPart part = current.Number == number ? current : Parts[number % ring.Count];
        codes.Fill(CompactNumber.NaN);
        if (part.Number != number)
        {
            return;
        }

        if (part.Block != 0)
        {
            blocks[part.Block - 1].Slice(offset, codes.Length).CopyTo(codes);
            return;
        }

        int from = Math.Max(part.First, offset);
        int to = Math.Min(part.First + part.Count, offset + codes.Length);
        if (from < to)
        {
            codes[(from - offset)..(to - offset)].Fill(part.Code);
        }
    }

    /// <summary>Goes on with another part: the one of that number in the ring, or a new one in the place of an old one.</summary>
    private void Turn(int number)
    {
        Settle();
        ref ColumnPart place = ref Parts[number % ring.Count];
        if (place.Number != number)
        {
            Free(ref place);
            place = new ColumnPart { Number = number };
        }

        current = place;
    }

    /// <summary>The ring has all.</summary>
    private void Settle()
    {
        if (current.Number != 0)
        {
            Parts[current.Number % ring.Count] = current;
        }
    }

    /// <summary>From a run to a block.</summary>
    private void Spread()
    {
        current.Block = blocks.Rent() + 1;
        Span<ushort> values = blocks[current.Block - 1];
        values.Fill(CompactNumber.NaN);
        values.Slice(current.First, current.Count).Fill(current.Code);
    }

    private void Free(ref ColumnPart part)
    {
        if (part.Block != 0)
        {
            blocks.Return(part.Block - 1);
            part.Block = 0;
        }
    }

    private static void Replace(Span<ushort> codes, ushort code)
    {
        foreach (ref ushort one in codes)
        {
            one = one == CompactNumber.NaN ? one : code;
        }
    }
}
