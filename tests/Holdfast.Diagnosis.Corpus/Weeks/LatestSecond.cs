namespace Holdfast.Diagnosis.Corpus.Weeks;

/// <summary>Series of which only the newest second is kept: detectors remember the rest, and weeks fit into memory.</summary>
internal sealed class LatestSecond : ISeriesReader
{
    private readonly Dictionary<SeriesSubject, double[]> rows = [];
    private readonly Dictionary<SubjectKind, List<SeriesSubject>> subjects = [];

    public long OldestSecond => NewestSecond;

    public long NewestSecond { get; set; }

    public double[] Row(SeriesSubject subject)
    {
        if (!rows.TryGetValue(subject, out double[]? row))
        {
            rows[subject] = row = new double[Enum.GetValues<Signal>().Length];
            Array.Fill(row, double.NaN);
            if (!subjects.TryGetValue(subject.Kind, out List<SeriesSubject>? those))
            {
                subjects[subject.Kind] = those = [];
            }

            those.Add(subject);
        }

        return row;
    }

    public IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind) => subjects.TryGetValue(kind, out List<SeriesSubject>? those) ? those : [];

    public bool Read(SeriesSubject subject, Signal signal, long fromSecond, Span<double> values)
    {
        if (!rows.TryGetValue(subject, out double[]? row))
        {
            return false;
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = fromSecond + i == NewestSecond ? row[(int)signal] : double.NaN;
        }

        return true;
    }
}
