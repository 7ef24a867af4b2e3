using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>One counter for each value of a label, by the label's index. One worker writes; any thread reads.</summary>
public sealed class LabelledCounts
{
    // Longs in front of the first counter, so that it shares no cache line with what another worker allocated before.
    private const int Padding = 16;
    private readonly long[] values;

    public LabelledCounts(int labels) => values = LastingMemory.Array<long>(Padding + labels);

    public int Count => values.Length - Padding;

    public long this[int label] => Volatile.Read(ref values[Padding + label]);

    public void Increment(int label) => values[Padding + label]++;

    public void Add(int label, long amount) => values[Padding + label] += amount;

    /// <summary>Adds each count to the one at the same place.</summary>
    public void AddTo(Span<long> totals) => AddTo(totals, 0);

    /// <summary>As above, of the labels from the first on as many as there are totals.</summary>
    public void AddTo(Span<long> totals, int first)
    {
        ReadOnlySpan<long> counted = values.AsSpan(Padding + first, totals.Length);
        for (int label = 0; label < totals.Length; label++)
        {
            totals[label] += counted[label];
        }
    }
}
