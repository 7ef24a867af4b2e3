namespace Holdfast.Diagnosis.Detection;

/// <summary>The sum of the newest values of a fixed number; what was never added counts as nothing.</summary>
internal sealed class Rolling(int capacity)
{
    private readonly ArraySegment<double> slots = Slab.Of<double>(capacity);
    private int next;

    public double Sum { get; private set; }

    public int Count { get; private set; }

    public int Capacity => slots.Count;

    public bool IsFull => Count == slots.Count;

    public double Mean => Count == 0 ? double.NaN : Sum / Count;

    public void Add(double value)
    {
        Span<double> values = slots;
        Sum += value - values[next];
        values[next] = value;
        next = next + 1 == values.Length ? 0 : next + 1;
        Count = Math.Min(Count + 1, values.Length);
        if (next == 0)
        {
            // Sums of differences drift; once a round it is added up anew.
            Sum = 0;
            foreach (double each in values)
            {
                Sum += each;
            }
        }
    }

    /// <summary>The value so many additions ago; 0 is the newest.</summary>
    public double Back(int steps) => slots[(next - 1 - steps + (2 * slots.Count)) % slots.Count];

    public void Clear()
    {
        slots.AsSpan().Clear();
        (next, Count, Sum) = (0, 0, 0);
    }
}
