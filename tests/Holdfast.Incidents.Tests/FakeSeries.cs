using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests;

/// <summary>Series by formula.</summary>
internal sealed class FakeSeries : ISeriesReader
{
    private readonly Dictionary<(SeriesSubject Subject, Signal Signal), Func<long, double>> formulas = [];

    public long OldestSecond => 0;

    public long NewestSecond { get; set; }

    public void Set(SeriesSubject subject, Signal signal, Func<long, double> formula) => formulas[(subject, signal)] = formula;

    public IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind) => [.. formulas.Keys.Select(key => key.Subject).Where(subject => subject.Kind == kind).Distinct()];

    public bool Read(SeriesSubject subject, Signal signal, long fromSecond, Span<double> values)
    {
        bool known = formulas.TryGetValue((subject, signal), out Func<long, double>? formula);
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = known && fromSecond + index <= NewestSecond ? formula!(fromSecond + index) : double.NaN;
        }

        return known;
    }
}
