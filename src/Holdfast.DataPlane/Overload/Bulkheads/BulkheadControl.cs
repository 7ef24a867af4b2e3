namespace Holdfast.DataPlane.Overload;

/// <summary>
/// The control loop of one bulkhead: what its route can be served now, and which of its requests are refused at once. The same laws as
/// a pool's, over the route's requests alone. The control loop calls it; workers read <see cref="Threshold"/> and write their samples.
/// </summary>
internal sealed class BulkheadControl
{
    private readonly AdmissionControl admission;
    private (long Nanoseconds, long Count) serviceBefore;
    private double meanService;
    private long lastTick;

    public BulkheadControl(int workers)
    {
        admission = new AdmissionControl(workers);
    }

    /// <summary>What workers admit now. Any thread.</summary>
    public AdmissionThreshold Threshold => admission.Threshold;

    /// <summary>The connections that ask for the route. Any thread.</summary>
    public CrowdSize Asking => admission.Asking;

    /// <summary>Requests a second of the route that can be served; 0 while not known. Any thread, as of the last look.</summary>
    public double Capacity => admission.Capacity;

    public double ArrivalsPerSecond => admission.ArrivalsPerSecond;

    public double Shed => admission.Shed;

    public long MeanServiceNanoseconds => (long)meanService;

    /// <summary>The bounds of the route's queue, as of the last look.</summary>
    public QueueSettings Settings => QueueSettings.For(Capacity, admission.MedianServiceNanoseconds, Asking.Verdict);

    /// <summary>Each worker's own.</summary>
    public PoolSamples SamplesOf(int worker) => admission.Flow.Samples[worker];

    /// <summary>Requests that were shed, in all. Any thread.</summary>
    public long Sheds() => admission.Flow.Sheds();

    /// <summary>The queue was full and gave up a request with that key. Any thread.</summary>
    public void Overflowed(int key) => admission.Overflowed(key);

    /// <inheritdoc cref="AdmissionControl.GreedyWereFound"/>
    public void GreedyWereFound() => admission.GreedyWereFound();

    /// <param name="places">Requests at servers at once that the route is sure of.</param>
    /// <param name="service">Service time and number of all requests so far.</param>
    public void Tick(long now, in QueueState queue, int places, (long Nanoseconds, long Count) service)
    {
        long elapsed = lastTick == 0 ? OverloadControl.TickNanoseconds : Math.Max(1, now - lastTick);
        lastTick = now;
        long count = service.Count - serviceBefore.Count;
        if (count > 0)
        {
            double mean = (service.Nanoseconds - serviceBefore.Nanoseconds) / (double)count;
            meanService += (meanService == 0 ? 1 : 0.25) * (mean - meanService);
            serviceBefore = service;
        }

        admission.Tick(queue, meanService > 0 ? places / (meanService / 1e9) : 0, meanService, elapsed, now);
    }
}
