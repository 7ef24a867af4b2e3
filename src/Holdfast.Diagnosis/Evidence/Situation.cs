namespace Holdfast.Diagnosis.Evidence;

/// <summary>
/// The series about one trouble: what was usual before it, and how it is now. Reads only up to the second that is asked for, so that any
/// past moment can be looked at as it was.
/// </summary>
internal sealed class Situation
{
    private const int BeforeSeconds = 75;

    // Shortly before the symptom the cause is at work already.
    private const int GuardSeconds = 6;
    private const int NowSeconds = 8;
    private const double UnmarkedRetries = 0.2;

    private readonly ISeriesReader series;
    private readonly Dictionary<(SeriesSubject Subject, Signal Signal), double[]> read = [];
    private readonly Lazy<SeriesSubject[]> servers;
    private readonly Lazy<ServerSymptom[]> symptoms;

    public Situation(ISeriesReader series, IChangeReader changes, long onset, long now, SeriesSubject pool, long? calmUntil = null)
    {
        this.series = series;
        (Changes, Onset, Now, Pool, CalmUntil) = (changes, onset, now, pool, calmUntil ?? onset);
        // Only when asked for: of most pools nobody wants more than how much they suffer.
        servers = new(() => [.. series.Subjects(SubjectKind.Server).Where(server => SubjectNames.IsServerOf(server, pool))]);
        symptoms = new(() => [.. Servers.Select(server => ServerSymptom.Of(this, server))]);
    }

    public IChangeReader Changes { get; }

    /// <summary>The first second of the symptom.</summary>
    public long Onset { get; }

    public long Now { get; }

    /// <summary>
    /// The end of the better days that all is measured by: the onset, or the onset of older trouble that ended shortly before. What lies
    /// between is no good day.
    /// </summary>
    public long CalmUntil { get; }

    /// <summary>The pool that suffers most.</summary>
    public SeriesSubject Pool { get; }

    public IReadOnlyList<SeriesSubject> Servers => servers.Value;

    public IReadOnlyList<SeriesSubject> Routes => series.Subjects(SubjectKind.Route);

    public IReadOnlyList<SeriesSubject> Pools => series.Subjects(SubjectKind.Pool);

    public static SeriesSubject Gateway { get; } = new(SubjectKind.Gateway, "");

    public IReadOnlyList<ServerSymptom> Symptoms => symptoms.Value;

    /// <summary>
    /// First attempts without the repeats that nobody marked and the gateway did not recognise either: a fifth of those it did recognise
    /// is what is assumed. Else a storm of repeats would look like new people.
    /// </summary>
    public Level FirstAttempts
    {
        get
        {
            Level first = Of(Pool, Signal.OfferedFirst);
            Level retries = Of(Pool, Signal.OfferedRetry);
            double more = retries.IsKnown ? Math.Max(0, retries.Now - (double.IsNaN(retries.Before) ? 0 : retries.Before)) : 0;
            // They may explain that there are more than before, never that there are fewer.
            double least = double.IsNaN(first.Before) ? 0 : Math.Min(first.Now, first.Before);
            return first with { Now = Math.Max(least, first.Now - (UnmarkedRetries * more)) };
        }
    }

    public long BeforeFrom => CalmUntil - BeforeSeconds;

    /// <summary>After it, what is happening now. Not before the onset, else good seconds would water it down.</summary>
    public long NowFrom => Math.Max(Math.Min(Onset, Now), Now - NowSeconds + 1);

    public Level Of(SeriesSubject subject, Signal signal) => LevelOf(Values(subject, signal));

    /// <summary>Several signals added up; what was not observed counts as nothing unless nothing was observed.</summary>
    public Level Of(SeriesSubject subject, ReadOnlySpan<Signal> signals) => Of([subject], signals);

    public Level Of(IReadOnlyList<SeriesSubject> subjects, ReadOnlySpan<Signal> signals)
    {
        double[] sum = [];
        foreach (SeriesSubject subject in subjects)
        {
            foreach (Signal signal in signals)
            {
                double[] values = Values(subject, signal);
                sum = sum.Length == 0 ? [.. values] : [.. sum.Zip(values, Add)];
            }
        }

        return LevelOf(sum);
    }

    /// <summary>The mean over any stretch; NaN without a value.</summary>
    public double Mean(SeriesSubject subject, Signal signal, long from, long to)
    {
        double[] values = Values(subject, signal);
        double sum = 0;
        int count = 0;
        for (long second = Math.Max(from, BeforeFrom); second <= Math.Min(to, Now); second++)
        {
            double value = values[second - BeforeFrom];
            if (!double.IsNaN(value))
            {
                sum += value;
                count++;
            }
        }

        return count == 0 ? double.NaN : sum / count;
    }

    public double Sum(SeriesSubject subject, ReadOnlySpan<Signal> signals, long from, long to)
    {
        double sum = 0;
        foreach (Signal signal in signals)
        {
            double[] values = Values(subject, signal);
            for (long second = Math.Max(from, BeforeFrom); second <= Math.Min(to, Now); second++)
            {
                double value = values[second - BeforeFrom];
                sum += double.IsNaN(value) ? 0 : value;
            }
        }

        return sum;
    }

    public double Sum(IEnumerable<SeriesSubject> subjects, Signal signal) => subjects.Sum(subject => Sum(subject, [signal], Onset - 1, Now));

    /// <summary>One second; NaN when it was not observed.</summary>
    public double At(SeriesSubject subject, Signal signal, long second)
    {
        double[] values = Values(subject, signal);
        return second < BeforeFrom || second > Now ? double.NaN : values[second - BeforeFrom];
    }

    private double[] Values(SeriesSubject subject, Signal signal)
    {
        if (!read.TryGetValue((subject, signal), out double[]? values))
        {
            values = new double[Now - BeforeFrom + 1];
            if (!series.Read(subject, signal, BeforeFrom, values))
            {
                Array.Fill(values, double.NaN);
            }

            read[(subject, signal)] = values;
        }

        return values;
    }

    private Level LevelOf(double[] values)
    {
        if (values.Length == 0)
        {
            return Level.Nothing;
        }

        double[] before = [.. values.Take((int)(CalmUntil - BeforeFrom)).Where(value => !double.IsNaN(value))];
        // With a short past half of it is worth more than none.
        before = before[..^Math.Min(GuardSeconds, before.Length / 2)];
        double[] now = [.. values.Skip((int)(NowFrom - BeforeFrom)).Where(value => !double.IsNaN(value))];
        double mean = before.Length == 0 ? double.NaN : before.Average();
        double spread = before.Length < 2 ? double.NaN : Math.Sqrt(before.Sum(value => (value - mean) * (value - mean)) / (before.Length - 1));
        return new Level(mean, spread, now.Length == 0 ? double.NaN : now.Average());
    }

    private static double Add(double one, double other) => double.IsNaN(one) ? other : double.IsNaN(other) ? one : one + other;
}
