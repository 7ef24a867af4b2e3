namespace Holdfast.Diagnosis.Detection;

/// <summary>The sum of the newest values of a fixed number; what was never added counts as nothing.</summary>
internal sealed class Rolling(int capacity)
{
    private readonly double[] values = new double[capacity];
    private int next;

    public double Sum { get; private set; }

    public int Count { get; private set; }

    public int Capacity => values.Length;

    public bool IsFull => Count == values.Length;

    public double Mean => Count == 0 ? double.NaN : Sum / Count;

    public void Add(double value)
    {
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
    public double Back(int steps) => values[(next - 1 - steps + (2 * values.Length)) % values.Length];

    public void Clear()
    {
        Array.Clear(values);
        (next, Count, Sum) = (0, 0, 0);
    }
}
