namespace Holdfast.DataPlane.Overload;

/// <summary>
/// What a route's answers take on a server that is little used. It only has to be right in proportion to the pool's other routes: it keeps a
/// change of the mix from looking like overload, and how fast each server is stands in its <see cref="ServerBaseline"/>.
/// Workers read it, the control loop writes.
/// </summary>
internal sealed class RouteBaseline
{
    // Enough for a mean of exponential times to be within 15 %; below it the old figure is better.
    private const int FewestSamples = 50;
    private const int FirstSamples = 10;
    private const double Gain = 0.1;

    // What many together took at least is up to 28 % more than what they take by themselves (AnswerBlock). A first figure that is still above it has the waiting
    // of a crowd in it that was there from the first request on. A later one does not: the route may have become slower by itself, which InsideWait believes late.
    private const double RefutedShare = 0.8;

    private readonly RouteSamples[] samples;
    private long expected;
    private long seenCount;
    private long seenNanoseconds;
    private bool isLookedInto;

    public RouteBaseline(int workers)
    {
        samples = new RouteSamples[workers];
        for (int worker = 0; worker < workers; worker++)
        {
            samples[worker] = new RouteSamples();
        }
    }

    /// <summary>Nanoseconds to the first byte; 0 while it is not known.</summary>
    public long ExpectedNanoseconds => Volatile.Read(ref expected);

    public RouteSamples SamplesOf(int worker) => samples[worker];

    /// <summary>How long its answers wait inside the servers; looked at in pools with a bulkhead only. Control loop only.</summary>
    public InsideWait Inside { get; } = new();

    /// <summary>Takes in what the workers added since the last look. Control loop only.</summary>
    /// <param name="level">
    /// Of the pool's servers, <see cref="ServerBaseline.Value"/> on average: a route's figure only says how routes compare, and times it is what its answers take.
    /// </param>
    public void LookInside(double level, long nowNanoseconds)
    {
        isLookedInto = true;
        RouteSums sum = default;
        foreach (RouteSamples each in samples)
        {
            each.AddTo(ref sum);
        }

        Inside.Update(sum, expected * level, nowNanoseconds);
    }

    /// <summary>Learns from what the workers added. Control loop only.</summary>
    /// <param name="before">The figure until now, for keeping the pool's level.</param>
    /// <returns>Answers that were taken in; 0 when nothing changed.</returns>
    public long Refresh(out long before)
    {
        before = expected;
        long count = 0;
        long nanoseconds = 0;
        foreach (RouteSamples each in samples)
        {
            count += each.Count;
            nanoseconds += each.Nanoseconds;
        }

        long added = count - seenCount;
        // The first figure soon, however rough: without one nothing can be said about a server at all. Not the very first answers: those
        // that are back first are the quick ones. Where a share depends on it, too, a better one with each twice as many; elsewhere nothing is won by that,
        // and the drill one-character refused 19 to 22 of 1,616 critical requests instead of 16.
        long needed = before == 0 ? FirstSamples : isLookedInto ? Math.Clamp(seenCount, FirstSamples, FewestSamples) : FewestSamples;
        if (added < needed)
        {
            return 0;
        }

        long mean = Math.Max(1, (nanoseconds - seenNanoseconds) / added);
        seenCount = count;
        seenNanoseconds = nanoseconds;
        // The plain mean of all until there are ten times that many, then a fading one.
        double gain = Math.Max(Gain, added / (double)count);
        double next = before + (gain * (mean - before));
        double bare = Inside.BareNanoseconds;
        bool isRefuted = gain > Gain && bare > 0 && bare < RefutedShare * next;
        Volatile.Write(ref expected, (long)(isRefuted ? bare : next));
        return added;
    }
}
