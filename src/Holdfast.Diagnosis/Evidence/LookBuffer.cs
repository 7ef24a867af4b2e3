namespace Holdfast.Diagnosis.Evidence;

/// <summary>
/// What one look reads of the series, in memory that the next look uses again. For a large service it is some megabytes a second: made anew
/// each time, it would be what the collector moves while the workers wait. One look at a time.
/// </summary>
internal sealed class LookBuffer
{
    // Of 256 KiB: objects of this size are never moved.
    private const int SlabValues = 1 << 15;

    // 16 MiB; a larger look leaves the rest to the collector.
    private const int SlabsKept = 64;

    private readonly Dictionary<(SeriesSubject Subject, Signal Signal), Memory<double>> rows = [];
    private readonly List<double[]> slabs = [];
    private double[] sum = [];
    private int slab;
    private int used;

    public bool TryGet(SeriesSubject subject, Signal signal, out Memory<double> row) => rows.TryGetValue((subject, signal), out row);

    /// <summary>A row for the values of one signal; what it holds is undefined.</summary>
    public Memory<double> Add(SeriesSubject subject, Signal signal, int length)
    {
        Memory<double> row = Rent(length);
        rows[(subject, signal)] = row;
        return row;
    }

    /// <summary>For adding rows up; valid until it is asked for again.</summary>
    public Span<double> Sum(int length)
    {
        sum = sum.Length < length ? new double[Math.Max(length, 1024)] : sum;
        return sum.AsSpan(0, length);
    }

    /// <summary>Nothing of the last look is left.</summary>
    public void Clear()
    {
        rows.Clear();
        (slab, used) = (0, 0);
        if (slabs.Count > SlabsKept)
        {
            slabs.RemoveRange(SlabsKept, slabs.Count - SlabsKept);
        }
    }

    private Memory<double> Rent(int length)
    {
        if (length > SlabValues)
        {
            return new double[length];
        }

        if (slabs.Count > 0 && used + length > SlabValues)
        {
            (slab, used) = (slab + 1, 0);
        }

        if (slab == slabs.Count)
        {
            slabs.Add(new double[SlabValues]);
        }

        used += length;
        return slabs[slab].AsMemory(used - length, length);
    }
}
