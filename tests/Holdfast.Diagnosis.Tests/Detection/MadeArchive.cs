namespace Holdfast.Diagnosis.Tests.Detection;

/// <summary>Minutes of one pool that a test writes by a rule; a second before the first or after the last is not kept.</summary>
internal sealed class MadeArchive(long from, long to) : ISeriesArchive
{
    private readonly Dictionary<Signal, Func<long, double>> rows = [];

    public int Reads { get; private set; }

    /// <param name="value">By the Unix second at which the minute begins.</param>
    public MadeArchive Set(Signal signal, Func<long, double> value)
    {
        rows[signal] = value;
        return this;
    }

    public IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind) => kind == SubjectKind.Pool ? [MadeSeries.Pool] : [];

    public bool Read(SeriesSubject subject, Signal signal, int stepSeconds, long fromSecond, Span<SeriesPoint> points)
    {
        Reads++;
        points.Fill(SeriesPoint.None);
        for (int index = 0; rows.TryGetValue(signal, out Func<long, double>? value) && index < points.Length; index++)
        {
            long second = fromSecond + ((long)index * stepSeconds);
            points[index] = second < from || second >= to ? SeriesPoint.None : new SeriesPoint(value(second), double.NaN, value(second));
        }

        return subject == MadeSeries.Pool;
    }
}
