using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Requests that came and requests that were served, over all workers and since the last look: what a pool's laws and a bulkhead's begin with.
/// Workers write their own <see cref="PoolSamples"/>; everything else is for the control loop only.
/// </summary>
internal sealed class RequestFlow
{
    private readonly long[] arrived = new long[AdmissionKey.Count];
    private readonly long[] arrivedBefore = new long[AdmissionKey.Count];
    private long completedBefore;
    private long unaskedBefore;

    public RequestFlow(int workers)
    {
        Samples = new PoolSamples[workers];
        for (int worker = 0; worker < workers; worker++)
        {
            Samples[worker] = new PoolSamples();
        }
    }

    /// <summary>By worker.</summary>
    public PoolSamples[] Samples { get; }

    /// <summary>Lately, by importance.</summary>
    public ArrivalHistogram Arrivals { get; } = new();

    /// <summary>Requests that were shed, in all. Any thread.</summary>
    public long Sheds()
    {
        long sum = 0;
        foreach (PoolSamples each in Samples)
        {
            sum += each.Sheds();
        }

        return sum;
    }

    /// <summary>Served since the last call.</summary>
    public long TakeCompleted()
    {
        long sum = 0;
        foreach (PoolSamples each in Samples)
        {
            sum += each.Completions();
        }

        long completed = sum - completedBefore;
        completedBefore = sum;
        return completed;
    }

    /// <summary>Refused since the last call before the pool was asked; no part of the arrivals, since nothing is to be decided about them.</summary>
    public long TakeUnasked()
    {
        long sum = 0;
        foreach (PoolSamples each in Samples)
        {
            sum += each.Unasked;
        }

        long unasked = sum - unaskedBefore;
        unaskedBefore = sum;
        return unasked;
    }

    /// <summary>Came since the last call; added to <see cref="Arrivals"/> too.</summary>
    /// <param name="elapsed">Since the last call, nanoseconds.</param>
    public long TakeArrived(long elapsed)
    {
        Array.Clear(arrived);
        foreach (PoolSamples each in Samples)
        {
            each.AddArrivals(arrived);
        }

        long total = 0;
        for (int key = 0; key < arrived.Length; key++)
        {
            long sum = arrived[key];
            arrived[key] = sum - arrivedBefore[key];
            arrivedBefore[key] = sum;
            total += arrived[key];
        }

        Arrivals.Add(arrived, elapsed);
        return total;
    }

    /// <summary>Of those that <see cref="TakeArrived"/> took last: of the class, and of clients within their fair share.</summary>
    public long FairArrivalsOf(RequestClass requestClass)
    {
        long sum = 0;
        int first = AdmissionKey.Of(requestClass, 0);
        for (int key = first; key < first + FairShares.OverShareCohort; key++)
        {
            sum += arrived[key];
        }

        return sum;
    }
}
