namespace Holdfast.Telemetry.Series;

/// <summary>One class of one pool's requests. Thread of the recorder only.</summary>
internal sealed class ClassRecorder
{
    private readonly CounterSeries<PoolCounters> counters;
    private readonly int index;
    private readonly OutcomeTracker outcomes;
    private readonly long[] totals;
    private CounterDelta offered;
    private CounterDelta retries;
    private CounterDelta admitted;
    private CounterDelta serverErrors;
    private readonly TimesTracker<PoolCounters> wait;
    private readonly TimesTracker<PoolCounters> firstByte;

    public ClassRecorder(CounterSeries<PoolCounters> counters, int index, MetricLabels labels)
    {
        this.counters = counters;
        this.index = index;
        Subject = new(SubjectKind.Class, $"{counters.Name}/{labels.Classes[index]}");
        outcomes = new OutcomeTracker(labels.OutcomeSignals);
        totals = new long[labels.Outcomes.Count];
        wait = new TimesTracker<PoolCounters>(pool => pool.SecondWait(index));
        firstByte = new TimesTracker<PoolCounters>(pool => pool.SecondFirstByte(index));
    }

    public SeriesSubject Subject { get; }

    public Traffic Traffic { get; } = new();

    public TimesDelta Wait { get; } = new();

    public TimesDelta FirstByte { get; } = new();

    public long Queued { get; private set; }

    /// <summary>Whoever came and has not ended: a gauge of its own would be two more additions for each request.</summary>
    public long InFlight { get; private set; }

    /// <summary>It has had a request, now or before.</summary>
    public bool IsUsed { get; private set; }

    public void Take()
    {
        Traffic.Clear();
        Array.Clear(totals);
        long came = 0;
        long marked = 0;
        long bound = 0;
        long errors = 0;
        Queued = 0;
        foreach (PoolCounters? worker in counters.AllWorkers)
        {
            if (worker is not null)
            {
                worker.Finished.AddTo(totals, index * totals.Length);
                came += worker.Offered[index];
                marked += worker.OfferedRetries[index];
                bound += worker.Admitted[index];
                errors += worker.ServerErrors[index];
                Queued += worker.Queued[index];
            }
        }

        IsUsed |= came > 0;
        InFlight = Math.Max(0, came - Sum(totals));
        Wait.Clear();
        FirstByte.Clear();
        wait.Take(counters.AllWorkers, Wait);
        firstByte.Take(counters.AllWorkers, FirstByte);
        outcomes.Take(totals, Traffic);
        Traffic.CountOffered(offered.Take(came), retries.Take(marked));
        Traffic.Count(Signal.Admitted, admitted.Take(bound));
        Traffic.CountServerErrors(serverErrors.Take(errors));
    }

    public void Write(SubjectSeries series, double seconds)
    {
        Traffic.Write(series, SubjectKind.Class, seconds);
        series.Write(Signal.Queued, Queued);
        series.Write(Signal.InFlight, InFlight);
        TimesWriter.Write(series, Wait, FirstByte);
    }

    private static long Sum(ReadOnlySpan<long> counts)
    {
        long sum = 0;
        foreach (long count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
