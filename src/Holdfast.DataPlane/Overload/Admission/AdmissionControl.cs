namespace Holdfast.DataPlane.Overload;

/// <summary>
/// From the requests that came and were served to who is refused at once: the part that a pool's control loop and a bulkhead's have in common, so
/// that a route with a share is judged by the rules that hold for everybody. Control loop only, but for what says otherwise.
/// Next on the path: <see cref="CrowdSize"/>, <see cref="AdmissionLaw"/>.
/// </summary>
internal sealed class AdmissionControl
{
    private readonly CapacityEstimate capacity = new();
    private readonly AdmissionLaw law = new();
    private readonly ServiceMedian median = new();
    private readonly PublishedThreshold threshold = new();
    private readonly AdmittedShares admitted = new();
    private long busyBefore;
    private int busyInARow;

    public AdmissionControl(int workers)
    {
        Flow = new RequestFlow(workers);
    }

    public RequestFlow Flow { get; }

    /// <summary>Who asks; workers take the stretch of time from it.</summary>
    public CrowdSize Asking { get; } = new();

    /// <summary>What workers admit now. Any thread.</summary>
    public AdmissionThreshold Threshold => threshold.Value;

    /// <summary>Requests a second that can be served; 0 while not known. Any thread, as of the last look.</summary>
    public double Capacity => capacity.PerSecond;

    /// <summary>The same while somebody waits, and has for half a second now: before, the figure is what was promised since the last time. 0 otherwise.</summary>
    public double MeasuredNow { get; private set; }

    public double ArrivalsPerSecond => law.ArrivalsPerSecond;

    /// <summary>Requests a second that are refused before the pool is asked: offered, but nothing that a threshold could change.</summary>
    public double UnaskedPerSecond { get; private set; }

    public double Shed => law.Shed;

    /// <summary>By class, as of the last look.</summary>
    public IReadOnlyList<double> Admitted { get; private set; } = [];

    /// <summary>Half of the requests hold their slots for at most this; 0 while not known.</summary>
    public long MedianServiceNanoseconds => median.Nanoseconds;

    /// <summary>The queue was full and gave up a request with that key. Any thread.</summary>
    public void Overflowed(int key) => threshold.Lower(key);

    /// <summary>
    /// Clients with a good part of the load were found to be over their share just now. What is known of the arrivals has them where fair clients are:
    /// until it is known anew, nobody is refused in their place.
    /// </summary>
    public void GreedyWereFound()
    {
        Flow.Arrivals.Restart();
        threshold.Value = threshold.Value.SparingFairClients();
    }

    /// <param name="promised">Requests a second that limits and service times promise; 0 while not known.</param>
    /// <param name="meanServiceNanoseconds">0 while not known.</param>
    /// <param name="elapsed">Since the last call, nanoseconds.</param>
    public void Tick(in QueueState queue, double promised, double meanServiceNanoseconds, long elapsed, long now)
    {
        long busy = queue.BusyNanoseconds - busyBefore;
        busyBefore = queue.BusyNanoseconds;
        bool isBusy = busy >= CapacityEstimate.BusyShare * elapsed;
        capacity.Update(Flow.TakeCompleted(), elapsed / 1e9, isBusy, promised);
        busyInARow = isBusy ? Math.Min(busyInARow + 1, CapacityEstimate.BusyTicks) : 0;
        MeasuredNow = busyInARow == CapacityEstimate.BusyTicks ? capacity.PerSecond : 0;
        double rate = Flow.TakeArrived(elapsed) / (elapsed / 1e9);
        UnaskedPerSecond += AdmissionLaw.RateGain * ((Flow.TakeUnasked() / (elapsed / 1e9)) - UnaskedPerSecond);
        median.Update(Flow.Samples);
        // Before anybody waited nothing speaks against what the limits promise.
        double able = capacity.IsMeasured || capacity.PerSecond <= 0 ? capacity.PerSecond : Math.Max(capacity.PerSecond, promised);
        Asking.Update(Flow.Samples, able, capacity.IsMeasured, median.Nanoseconds, now);
        threshold.Value = Asking.Verdict == Crowd.TooLarge
            ? law.Update(Flow.Arrivals, rate, capacity.PerSecond, queue, meanServiceNanoseconds / 1e9)
            : law.AdmitAll(rate);
        Admitted = admitted.Update(Flow, elapsed);
    }
}
