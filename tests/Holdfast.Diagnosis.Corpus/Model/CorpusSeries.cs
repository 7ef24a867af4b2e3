namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>What a run recorded, readable up to the second that has come.</summary>
internal sealed class CorpusSeries(int seconds, IReadOnlyList<ChangeEvent> changes) : ISeriesReader, IChangeReader
{
    public const long Start = 1_900_000_000;

    private readonly Dictionary<SeriesSubject, Dictionary<Signal, float[]>> rows = [];
    private readonly Dictionary<SubjectKind, List<SeriesSubject>> subjects = [];
    private readonly HashSet<Signal> lost = [];
    private bool changesLost;

    public int Seconds => seconds;

    public long OldestSecond => Start;

    public long NewestSecond { get; set; } = Start - 1;

    public void Put(SeriesSubject subject, Signal signal, int second, double value)
    {
        if (!rows.TryGetValue(subject, out Dictionary<Signal, float[]>? row))
        {
            rows[subject] = row = [];
            if (!subjects.TryGetValue(subject.Kind, out List<SeriesSubject>? those))
            {
                subjects[subject.Kind] = those = [];
            }

            those.Add(subject);
        }

        if (!row.TryGetValue(signal, out float[]? values))
        {
            row[signal] = values = new float[seconds];
            Array.Fill(values, float.NaN);
        }

        values[second] = (float)value;
    }

    /// <summary>As if nobody had recorded them.</summary>
    public void Lose(params Signal[] signals) => lost.UnionWith(signals);

    public void LoseChanges() => changesLost = true;

    public IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind) => subjects.TryGetValue(kind, out List<SeriesSubject>? those) ? those : [];

    public bool Read(SeriesSubject subject, Signal signal, long fromSecond, Span<double> values)
    {
        if (lost.Contains(signal) || !rows.TryGetValue(subject, out Dictionary<Signal, float[]>? row) || !row.TryGetValue(signal, out float[]? those))
        {
            return false;
        }

        for (int i = 0; i < values.Length; i++)
        {
            long at = fromSecond + i;
            values[i] = at < Start || at > NewestSecond || at - Start >= seconds ? double.NaN : those[at - Start];
        }

        return true;
    }

    public IReadOnlyList<ChangeEvent> Between(DateTimeOffset from, DateTimeOffset to) =>
        changesLost ? [] : [.. changes.Where(change => change.HappenedAt >= from && change.HappenedAt <= to && change.HappenedAt.ToUnixTimeSeconds() <= NewestSecond)];
}
