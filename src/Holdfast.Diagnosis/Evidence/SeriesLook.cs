namespace Holdfast.Diagnosis.Evidence;

/// <summary>Reads signals over the window of one look, each once.</summary>
internal sealed class SeriesLook(ISeriesReader series, LookBuffer buffer, LookWindow window)
{
    public LookWindow Window => window;

    /// <summary>One value for each second of the window; NaN where it was not observed.</summary>
    public ReadOnlySpan<double> Values(SeriesSubject subject, Signal signal)
    {
        if (!buffer.TryGet(subject, signal, out Memory<double> row))
        {
            row = buffer.Add(subject, signal, window.Length);
            Read(subject, signal, row.Span);
        }

        return row.Span;
    }

    /// <summary>The signals of all subjects added up; NaN where none was observed. Valid until it is asked for again.</summary>
    public ReadOnlySpan<double> Added(ReadOnlySpan<SeriesSubject> subjects, ReadOnlySpan<Signal> signals)
    {
        if (subjects.Length * signals.Length == 0)
        {
            return [];
        }

        Span<double> sum = buffer.Sum(window.Length);
        sum.Fill(double.NaN);
        foreach (SeriesSubject subject in subjects)
        {
            foreach (Signal signal in signals)
            {
                Add(Values(subject, signal), sum);
            }
        }

        return sum;
    }

    /// <summary>Of a stretch, as far as it is in the window.</summary>
    public (double Sum, int Count) Over(SeriesSubject subject, Signal signal, long from, long to)
    {
        ReadOnlySpan<double> values = Values(subject, signal);
        double sum = 0;
        int count = 0;
        for (long second = window.Skip(Math.Max(from, window.From)); second <= Math.Min(to, window.Now); second = window.Skip(second + 1))
        {
            double value = values[window.IndexOf(second)];
            if (!double.IsNaN(value))
            {
                sum += value;
                count++;
            }
        }

        return (sum, count);
    }

    private void Read(SeriesSubject subject, Signal signal, Span<double> values)
    {
        bool isKnown = series.Read(subject, signal, window.From, values[..window.HeadLength])
            && (window.HeadLength == values.Length || series.Read(subject, signal, window.TailFrom, values[window.HeadLength..]));
        if (!isKnown)
        {
            values.Fill(double.NaN);
        }
    }

    private static void Add(ReadOnlySpan<double> values, Span<double> sum)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = double.IsNaN(sum[i]) ? values[i] : double.IsNaN(values[i]) ? sum[i] : sum[i] + values[i];
        }
    }
}
