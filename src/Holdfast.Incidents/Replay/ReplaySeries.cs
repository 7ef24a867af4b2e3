using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>What was recorded of an outage, second by second, wherever it is kept. Reads only.</summary>
public sealed class ReplaySeries(Func<SubjectKind, IReadOnlyList<SeriesSubject>> subjects, Func<SeriesSubject, Signal, long, int, double[]> read)
{
    private static readonly Signal[] OfferedSignals = [Signal.OfferedFirst, Signal.OfferedRetry];

    /// <summary>From memory, and where it does not reach from the disk, which keeps steps of ten seconds.</summary>
    public static ReplaySeries Of(SeriesHistory history) => new(history.Subjects, (subject, signal, from, count) =>
    {
        double[] values = new double[count];
        Array.Fill(values, double.NaN);
        if (history.Read(new SeriesQuery(subject, [signal], from, from + count - 1, 1)) is not [{ } answer])
        {
            return values;
        }

        for (int index = 0; index < count; index++)
        {
            long step = (from + index - answer.FromSecond) / answer.StepSeconds;
            values[index] = step >= 0 && step < answer.Points.Count ? answer.Points[(int)step].Mean : double.NaN;
        }

        return values;
    });

    public static ReplaySeries Of(ISeriesReader reader) => new(reader.Subjects, (subject, signal, from, count) =>
    {
        double[] values = new double[count];
        reader.Read(subject, signal, from, values);
        return values;
    });

    /// <summary>What was not observed under one name is looked for under the others that the same server had.</summary>
    public ReplaySeries Also(IReadOnlyDictionary<SeriesSubject, IReadOnlyList<SeriesSubject>> names) => names.Count == 0 ? this : new(subjects, (subject, signal, from, count) =>
    {
        double[] values = read(subject, signal, from, count);
        foreach (SeriesSubject other in names.GetValueOrDefault(subject) ?? [])
        {
            double[] more = read(other, signal, from, count);
            values = [.. values.Zip(more, static (one, another) => double.IsNaN(one) ? another : one)];
        }

        return values;
    });

    public IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind) => subjects(kind);

    /// <summary>NaN where nothing was observed.</summary>
    public double[] Read(SeriesSubject subject, Signal signal, long from, int count) => count <= 0 ? [] : read(subject, signal, from, count);

    /// <summary>What was not observed counts as nothing.</summary>
    public double[] Sum(SeriesSubject subject, long from, int count, params ReadOnlySpan<Signal> signals)
    {
        double[] sum = new double[Math.Max(0, count)];
        foreach (Signal signal in signals)
        {
            double[] values = Read(subject, signal, from, count);
            for (int index = 0; index < sum.Length; index++)
            {
                sum[index] += double.IsNaN(values[index]) ? 0 : values[index];
            }
        }

        return sum;
    }

    public double[] Offered(SeriesSubject subject, long from, int count) => Sum(subject, from, count, OfferedSignals);

    /// <summary>Of what was observed; NaN when nothing was.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] known = [.. values.Where(double.IsFinite).Order()];
        return known.Length == 0 ? double.NaN : known[known.Length / 2];
    }
}
