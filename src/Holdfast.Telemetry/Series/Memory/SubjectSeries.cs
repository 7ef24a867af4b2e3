using Holdfast.Foundation;

namespace Holdfast.Telemetry.Series;

/// <summary>All signals of one subject, one second after the other. Under the lock of <see cref="SeriesMemory"/>.</summary>
internal sealed class SubjectSeries
{
    private const ushort Present = 1;
    private const int ColumnBytes = 80;

    private readonly SeriesColumn presence;

    // Signals that have always had one value (of most failures: none) have no column: the presence says when they were observed.
    private readonly SeriesColumn?[] columns = new SeriesColumn?[SignalTable.Count];
    private readonly ushort[] uniform = LastingMemory.Array<ushort>(SignalTable.Count);

    // One bit for each signal that was observed.
    private ulong known;
    private bool hasPast;

    public SubjectSeries(SeriesSubject subject, int seconds, BlockStore blocks)
    {
        Subject = subject;
        Seconds = seconds;
        // One more than are whole at any time: the one that is being written replaces the oldest.
        int ringParts = ((seconds + BlockStore.BlockSeconds - 1) / BlockStore.BlockSeconds) + 1;
        presence = new SeriesColumn(blocks, ringParts);
    }

    /// <summary>Of the object itself and its list of columns, about.</summary>
    public static int ObjectBytes { get; } = 150 + (8 * SignalTable.Count) + ColumnBytes;

    public SeriesSubject Subject { get; }

    /// <summary>For how long values are kept.</summary>
    public int Seconds { get; }

    public long NewestSecond { get; private set; } = long.MinValue;

    /// <summary>Bytes but for blocks: about 100 for each object and 12 for each part.</summary>
    public long Bytes
    {
        get
        {
            long bytes = 800 + presence.Bytes + (2 * Subject.Name.Length);
            foreach (SeriesColumn? column in columns)
            {
                bytes += column is null ? 0 : 64 + column.Bytes;
            }

            return bytes;
        }
    }

    /// <summary>Signals that were observed.</summary>
    public IEnumerable<Signal> Signals => Enumerable.Range(0, columns.Length).Where(IsKnown).Select(index => (Signal)index);

    /// <summary>A second begins: its values follow by <see cref="Write"/>. One that is not newer than the last is refused.</summary>
    public bool TryBegin(long second)
    {
        if (second <= NewestSecond)
        {
            return false;
        }

        presence.Write(second, Present);
        hasPast = NewestSecond != long.MinValue;
        NewestSecond = second;
        return true;
    }

    /// <summary>Of the second that was begun. A signal that was written once has to be written in every second; NaN says that there is nothing to say.</summary>
    public void Write(Signal signal, double value) => WriteCode(signal, CompactNumber.Of(value));

    public void WriteCode(Signal signal, ushort code)
    {
        int index = (int)signal;
        if (columns[index] is { } column)
        {
            column.Write(NewestSecond, code);
            return;
        }

        if (!IsKnown(index))
        {
            known |= 1UL << index;
            // One that comes late was not observed before.
            uniform[index] = hasPast ? CompactNumber.NaN : code;
        }

        if (code != uniform[index])
        {
            columns[index] = column = SeriesColumn.Like(presence, uniform[index]);
            LastingMemory.Note(ColumnBytes);
            column.Write(NewestSecond, code);
        }
    }

    /// <summary>False when the signal was never observed; the codes are NaN then.</summary>
    public bool Read(Signal signal, long fromSecond, Span<ushort> codes)
    {
        int index = (int)signal;
        if (columns[index] is { } column)
        {
            column.Read(fromSecond, codes);
            return true;
        }

        if (!IsKnown(index))
        {
            codes.Fill(CompactNumber.NaN);
            return false;
        }

        presence.Read(fromSecond, codes);
        foreach (ref ushort code in codes)
        {
            code = code == CompactNumber.NaN ? code : uniform[index];
        }

        return true;
    }

    /// <summary>Seconds in which the subject was observed, as codes that are not NaN.</summary>
    public void ReadPresence(long fromSecond, Span<ushort> codes) => presence.Read(fromSecond, codes);

    public void FreeBefore(int part)
    {
        presence.FreeBefore(part);
        foreach (SeriesColumn? column in columns)
        {
            column?.FreeBefore(part);
        }
    }

    private bool IsKnown(int index) => (known >> index & 1) != 0;
}
