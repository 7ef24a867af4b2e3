namespace Holdfast.Diagnosis.Tests;

/// <summary>Series that a test writes by hand, from second 0 of a made-up hour.</summary>
internal sealed class MadeSeries : ISeriesReader, IChangeReader
{
    public const long Start = 1_900_000_800;
    private readonly Dictionary<(SeriesSubject Subject, Signal Signal), double[]> rows = [];
    private readonly Dictionary<SubjectKind, List<SeriesSubject>> subjects = [];
    private readonly List<ChangeEvent> changes = [];

    public MadeSeries(int seconds) => Seconds = seconds;

    public int Seconds { get; }

    public long OldestSecond => Start;

    public long NewestSecond { get; set; } = Start - 1;

    public static SeriesSubject Gateway => new(SubjectKind.Gateway, "");

    public static SeriesSubject Pool => new(SubjectKind.Pool, "shop");

    public static SeriesSubject Server(int number) => new(SubjectKind.Server, $"shop/10.0.0.{number}:80");

    public IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind) => subjects.TryGetValue(kind, out List<SeriesSubject>? those) ? those : [];

    public bool Read(SeriesSubject subject, Signal signal, long fromSecond, Span<double> values)
    {
        if (!rows.TryGetValue((subject, signal), out double[]? row))
        {
            return false;
        }

        for (int i = 0; i < values.Length; i++)
        {
            long at = fromSecond + i - Start;
            values[i] = at >= 0 && at < row.Length && at + Start <= NewestSecond ? row[at] : double.NaN;
        }

        return true;
    }

    public IReadOnlyList<ChangeEvent> Between(DateTimeOffset from, DateTimeOffset to) => changes.FindAll(change => change.HappenedAt >= from && change.HappenedAt <= to);

    public MadeSeries Change(int second, ChangeKind kind, string subject, string what, string? before = null, string? after = null)
    {
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(Start + second);
        changes.Add(new ChangeEvent(changes.Count + 1, at, at, kind, subject, what, "test", before, after));
        return this;
    }

    public MadeSeries Set(SeriesSubject subject, Signal signal, double value) => Set(subject, signal, _ => value);

    /// <param name="value">By the second since the start.</param>
    public MadeSeries Set(SeriesSubject subject, Signal signal, Func<int, double> value)
    {
        if (!subjects.TryGetValue(subject.Kind, out List<SeriesSubject>? those))
        {
            subjects[subject.Kind] = those = [];
        }

        if (!those.Contains(subject))
        {
            those.Add(subject);
        }

        rows[(subject, signal)] = [.. Enumerable.Range(0, Seconds).Select(value)];
        return this;
    }

    /// <summary>What happened in each second, from the first on.</summary>
    public void Play(DetectionWatch watch, Action<int>? each = null) => Play(watch.CatchUp, each);

    /// <summary>The same with the causes.</summary>
    public void Play(CauseWatch watch, Action<int>? each = null) => Play(watch.CatchUp, each);

    private void Play(Action catchUp, Action<int>? each)
    {
        for (int second = 0; second < Seconds; second++)
        {
            NewestSecond = Start + second;
            catchUp();
            each?.Invoke(second);
        }
    }
}
