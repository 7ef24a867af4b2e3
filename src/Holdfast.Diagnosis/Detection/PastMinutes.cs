namespace Holdfast.Diagnosis.Detection;

/// <summary>A day of one pool as detectors read series, from minutes that are kept: each second has its minute's mean. One thread. Owner: <see cref="PastWeeks"/>.</summary>
internal sealed class PastMinutes(ISeriesArchive archive, SeriesSubject pool) : ISeriesReader
{
    public const int PerDay = 24 * 60;

    private const int SecondsPerMinute = 60;

    // What the detectors of a season ask of a pool, and what tells a minute of trouble. Servers are not read: there may be a thousand.
    private static readonly Signal[] Signals =
    [
        Signal.OfferedFirst, Signal.OfferedRetry, Signal.Good, Signal.ClientEntropy, Signal.ConnectP99, Signal.FirstByteMedian, Signal.QueueWaitP99,
        .. SignalGroups.Failed, .. SignalGroups.Shed,
    ];

    private readonly SeriesSubject[] pools = [pool];
    private readonly double[][] means = [.. Signals.Select(static _ => new double[PerDay])];

    public long OldestSecond { get; private set; }

    public long NewestSecond => OldestSecond + (PerDay * SecondsPerMinute) - 1;

    public ArchiveAnswer MoveTo(long from)
    {
        OldestSecond = from;
        return archive.ReadMinutes(pool, Signals, from, means);
    }

    public IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind) => kind == SubjectKind.Pool ? pools : [];

    public bool Read(SeriesSubject subject, Signal signal, long fromSecond, Span<double> values)
    {
        values.Fill(double.NaN);
        int row = subject == pool ? Array.IndexOf(Signals, signal) : -1;
        for (int index = 0; row >= 0 && index < values.Length; index++)
        {
            long minute = (fromSecond + index - OldestSecond) / SecondsPerMinute;
            values[index] = minute is >= 0 and < PerDay ? means[row][minute] : double.NaN;
        }

        return row >= 0;
    }
}
