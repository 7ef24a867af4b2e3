namespace Holdfast.Telemetry.Series;

/// <summary>
/// One signal of one subject: a ring of parts. A signal that has always had one value (most failures: none) costs no parts at all: the
/// presence column of its subject says when it was observed. Under the lock of <see cref="SeriesMemory"/>.
/// </summary>
internal sealed class SeriesColumn
{
    private readonly BlockStore blocks;
    private ColumnPart[]? parts;

    public SeriesColumn(BlockStore blocks, ushort uniform)
    {
        this.blocks = blocks;
        Uniform = uniform;
    }

    /// <summary>The value of all seconds until another one came.</summary>
    public ushort Uniform { get; }

    public bool IsUniform => parts is null;

    /// <summary>Of the parts; blocks are counted by their store.</summary>
    public long Bytes => parts is null ? 0 : parts.LongLength * 12;

    /// <summary>Another value than the uniform one comes: what was observed so far is written down.</summary>
    /// <param name="presence">When the subject was observed; null makes an empty ring.</param>
    public void Unfold(int ringParts, SeriesColumn? presence)
    {
        parts = new ColumnPart[ringParts];
        if (presence?.parts is not { } observed)
        {
            return;
        }

        for (int index = 0; index < observed.Length; index++)
        {
            ref ColumnPart part = ref observed[index];
            parts[index] = part with { Block = 0, Code = Uniform };
            if (part.Block != 0)
            {
                // Observed with gaps.
                parts[index].Block = blocks.Rent() + 1;
                Span<ushort> to = blocks[parts[index].Block - 1];
                blocks[part.Block - 1].CopyTo(to);
                Replace(to, Uniform);
            }
        }
    }

    public void Write(long second, ushort code)
    {
        int number = (int)(second / BlockStore.BlockSeconds);
        int offset = (int)(second % BlockStore.BlockSeconds);
        ref ColumnPart part = ref parts![number % parts.Length];
        if (part.Number != number)
        {
            Free(ref part);
            part = new ColumnPart { Number = number, Code = code, First = (byte)offset, Count = 1 };
        }
        else if (part.Block != 0)
        {
            blocks[part.Block - 1][offset] = code;
        }
        else if (code == part.Code && offset == part.First + part.Count)
        {
            part.Count++;
        }
        else
        {
            Spread(ref part);
            blocks[part.Block - 1][offset] = code;
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
        for (int index = 0; parts is not null && index < parts.Length; index++)
        {
            if (parts[index].Number < number)
            {
                Free(ref parts[index]);
                parts[index] = default;
            }
        }
    }

    private void ReadPart(int number, int offset, Span<ushort> codes)
    {
        ref ColumnPart part = ref parts![number % parts.Length];
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

    /// <summary>From a run to a block.</summary>
    private void Spread(ref ColumnPart part)
    {
        part.Block = blocks.Rent() + 1;
        Span<ushort> values = blocks[part.Block - 1];
        values.Fill(CompactNumber.NaN);
        values.Slice(part.First, part.Count).Fill(part.Code);
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
