namespace Holdfast.Telemetry.Series;

/// <summary>Answers queries from memory where it reaches far enough back, else from the archive. Any thread but those of the data plane.</summary>
public sealed class SeriesHistory
{
    /// <summary>Of one signal; a wider question gets longer steps.</summary>
    public const int PointsMaximum = 10_000;

    // As many as a wide terminal or a chart can show.
    private const int PointsUsual = 600;

    private const int ArchiveFineSeconds = 2 * 24 * 3600;

    private readonly SeriesMemory memory;

    public SeriesHistory(SeriesMemory memory) => this.memory = memory;

    /// <summary>Null where there is no disk to keep it, or not yet.</summary>
    public ISeriesArchive? Archive { get; set; }

    public ISeriesReader Recent => memory;

    /// <summary>Those in memory first; what is only on disk has gone.</summary>
    public IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind) => [.. memory.Subjects(kind).Union(Archive?.Subjects(kind) ?? [])];

    /// <summary>Null when the subject is not known.</summary>
    public IReadOnlyList<SeriesAnswer>? Read(SeriesQuery query)
    {
        bool known = memory.SignalsOf(query.Subject).Count > 0 || Archive?.Subjects(query.Subject.Kind).Contains(query.Subject) == true;
        return known ? [.. query.Signals.Select(signal => Read(query, signal))] : null;
    }

    private SeriesAnswer Read(SeriesQuery query, Signal signal)
    {
        int kept = KeptSecondsOf(query);
        int step = StepOf(query, kept);
        long from = query.FromSecond / step * step;
        int count = (int)Math.Min(PointsMaximum, ((query.ToSecond - from) / step) + 1);
        return new SeriesAnswer(signal, from, step, kept, kept == 1 ? FromMemory(query.Subject, signal, from, step, count) : FromArchive(query.Subject, signal, from, step, count, kept));
    }

    /// <summary>The finest that reaches back so far.</summary>
    private int KeptSecondsOf(SeriesQuery query)
    {
        if (Archive is null || query.FromSecond >= memory.NewestSecond - new SeriesLimits().SecondsOf(query.Subject.Kind) + 1)
        {
            return 1;
        }

        return query.FromSecond >= memory.NewestSecond - ArchiveFineSeconds ? StepsChunk.StepSeconds[0] : StepsChunk.StepSeconds[1];
    }

    private static int StepOf(SeriesQuery query, int kept)
    {
        long span = Math.Max(1, query.ToSecond - query.FromSecond);
        long wanted = query.StepSeconds > 0 ? Math.Max(query.StepSeconds, (span / PointsMaximum) + 1) : (span + PointsUsual - 1) / PointsUsual;
        return (int)(Math.Max(kept, wanted + kept - 1) / kept * kept);
    }

    private SeriesPoint[] FromMemory(SeriesSubject subject, Signal signal, long from, int step, int count)
    {
        double[] seconds = new double[step];
        SeriesPoint[] points = new SeriesPoint[count];
        for (int index = 0; index < count; index++)
        {
            memory.Read(subject, signal, from + ((long)index * step), seconds);
            points[index] = SeriesPoint.Of(seconds);
        }

        return points;
    }

    /// <summary>What is too new for the archive comes from its finer steps and from memory.</summary>
    private SeriesPoint[] FromArchive(SeriesSubject subject, Signal signal, long from, int step, int count, int kept)
    {
        SeriesPoint[] fine = new SeriesPoint[count * step / kept];
        Array.Fill(fine, SeriesPoint.None);
        Archive!.Read(subject, signal, kept, from, fine);
        int finest = StepsChunk.StepSeconds[0];
        if (kept > finest)
        {
            SeriesPoint[] finer = new SeriesPoint[kept / finest];
            Fill(fine, from, kept, 2 * StepsChunk.Steps * kept, at =>
            {
                Array.Fill(finer, SeriesPoint.None);
                Archive.Read(subject, signal, finest, at, finer);
                return SeriesPoint.Of(finer);
            });
        }

        double[] seconds = new double[kept];
        Fill(fine, from, kept, new SeriesLimits().SecondsOf(subject.Kind), at =>
        {
            memory.Read(subject, signal, at, seconds);
            return SeriesPoint.Of(seconds);
        });

        SeriesPoint[] points = new SeriesPoint[count];
        for (int index = 0; index < count; index++)
        {
            points[index] = SeriesPoint.Of(fine.AsSpan(index * (step / kept), step / kept));
        }

        return points;
    }

    /// <summary>Looks for steps of the last while that are empty.</summary>
    private void Fill(SeriesPoint[] points, long from, int step, int lastSeconds, Func<long, SeriesPoint> read)
    {
        long oldest = memory.NewestSecond - lastSeconds;
        for (int index = points.Length - 1; index >= 0 && from + ((long)index * step) >= oldest; index--)
        {
            if (double.IsNaN(points[index].Mean))
            {
                points[index] = read(from + ((long)index * step));
            }
        }
    }
}
