namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>What one subject did in the second that runs, by the definitions of the recorder.</summary>
internal sealed class Tally
{
    private readonly Dictionary<Signal, double> counts = [];
    private readonly Dictionary<Signal, List<double>> samples = [];

    public void Add(Signal signal, double amount = 1) => counts[signal] = counts.GetValueOrDefault(signal) + amount;

    /// <param name="median">The signal of the median; the slowest of a hundred is the next signal.</param>
    public void Sample(Signal median, double seconds)
    {
        if (!samples.TryGetValue(median, out List<double>? list))
        {
            samples[median] = list = [];
        }

        list.Add(seconds);
    }

    public double Count(Signal signal) => counts.GetValueOrDefault(signal);

    public void Flush(CorpusSeries series, SeriesSubject subject, int second, ReadOnlySpan<Signal> counted)
    {
        foreach (Signal signal in counted)
        {
            series.Put(subject, signal, second, counts.GetValueOrDefault(signal));
        }

        foreach ((Signal median, List<double> list) in samples)
        {
            list.Sort();
            series.Put(subject, median, second, list.Count == 0 ? double.NaN : list[list.Count / 2]);
            series.Put(subject, median + 1, second, list.Count == 0 ? double.NaN : list[Math.Min(list.Count - 1, (int)(list.Count * 0.99))]);
            list.Clear();
        }

        counts.Clear();
    }
}
