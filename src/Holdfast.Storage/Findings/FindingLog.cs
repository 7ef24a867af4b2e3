namespace Holdfast.Storage.Findings;

/// <summary>
/// What the diagnosis said, when it said it: a past moment is shown as it looked then, also after a restart, and when the series of its
/// servers are long gone. Rows wait here until they are on disk, and without a disk the newest stay. Any thread.
/// </summary>
/// <param name="readArchive">The newest row of a second or before it from disk; null where nothing is kept on disk.</param>
public sealed class FindingLog(Func<long, FindingRow?>? readArchive)
{
    /// <summary>Rows of some 3 KB in memory: a disk may be away for the whole of a long outage.</summary>
    public const int RowsMaximum = 2_000;

    private readonly Lock gate = new();
    private readonly List<FindingRow> rows = [];
    private int written;

    public void Add(FindingRow row)
    {
        lock (gate)
        {
            rows.Add(row);
            if (rows.Count > RowsMaximum)
            {
                rows.RemoveAt(0);
                written = Math.Max(0, written - 1);
            }
        }
    }

    /// <summary>What was said of that second; null when nothing is known of it.</summary>
    public FindingRow? At(long second)
    {
        lock (gate)
        {
            if (rows.FindLast(row => row.Second <= second) is { } row)
            {
                return row;
            }
        }

        return readArchive?.Invoke(second);
    }

    internal IReadOnlyList<FindingRow> Unwritten()
    {
        lock (gate)
        {
            return rows[written..];
        }
    }

    /// <param name="last">The last row of those that are on disk now.</param>
    internal void Written(FindingRow last)
    {
        lock (gate)
        {
            // Rows may have been dropped meanwhile.
            written = Math.Max(written, rows.IndexOf(last) + 1);
        }
    }
}
