namespace Holdfast.Telemetry.Series;

/// <summary>One route's second. Thread of the recorder only.</summary>
internal sealed class RouteRecorder
{
    private readonly CounterSeries<RouteCounters> counters;
    private readonly OutcomeTracker outcomes;
    private readonly Traffic traffic = new();
    private readonly long[] totals;
    private readonly TimesTracker<RouteCounters> wait = new(route => route.SecondWait);
    private readonly TimesTracker<RouteCounters> firstByte = new(route => route.SecondFirstByte);
    private readonly TimesDelta secondWait = new();
    private readonly TimesDelta secondFirstByte = new();
    private readonly SeriesSubject subject;
    private CounterDelta admitted;
    private CounterDelta retries;
    private CounterDelta serverErrors;
    private long inFlight;
    private bool hadPlaces;

    public RouteRecorder(CounterSeries<RouteCounters> counters, MetricLabels labels)
    {
        this.counters = counters;
        subject = new(SubjectKind.Route, counters.Name);
        outcomes = new OutcomeTracker(labels.OutcomeSignals);
        totals = new long[labels.Outcomes.Count];
    }

    public long InFlight => inFlight;

    /// <param name="places">Requests at servers at once that its maximumShare is; 0 where it has none.</param>
    public void Record(SecondWriter writer, int places, double seconds)
    {
        traffic.Clear();
        Array.Clear(totals);
        long before = inFlight;
        long bound = 0;
        long marked = 0;
        long errors = 0;
        long queued = 0;
        inFlight = 0;
        foreach (RouteCounters? worker in counters.AllWorkers)
        {
            if (worker is not null)
            {
                worker.Outcomes.AddTo(totals);
                inFlight += worker.InFlight;
                bound += worker.Admitted;
                marked += worker.Retries;
                errors += worker.ServerErrors;
                queued += worker.Queued;
            }
        }

        long ended = outcomes.Take(totals, traffic);
        // Whoever came has ended or is still here: a counter of arrivals would be one more addition for each request.
        traffic.CountOffered(Math.Max(0, ended + inFlight - before), retries.Take(marked));
        traffic.Count(Signal.Admitted, admitted.Take(bound));
        traffic.CountServerErrors(serverErrors.Take(errors));
        TakeTimes();
        if (writer.Begin(subject) is { } series)
        {
            traffic.Write(series, SubjectKind.Route, seconds);
            series.Write(Signal.InFlight, inFlight);
            series.Write(Signal.Queued, queued);
            TimesWriter.Write(series, secondWait, secondFirstByte);
            WriteLimit(series, places);
        }
    }

    private void TakeTimes()
    {
        secondWait.Clear();
        secondFirstByte.Clear();
        wait.Take(counters.AllWorkers, secondWait);
        firstByte.Take(counters.AllWorkers, secondFirstByte);
    }

    /// <summary>Most routes have none: nothing at all until there is one.</summary>
    private void WriteLimit(SubjectSeries series, int places)
    {
        hadPlaces |= places > 0;
        if (hadPlaces)
        {
            series.Write(Signal.Limit, places > 0 ? places : double.NaN);
        }
    }
}
