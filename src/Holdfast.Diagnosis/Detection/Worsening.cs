namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// Notices that trouble which goes on has become much worse within seconds. That has a beginning of its own and mostly a cause of its own:
/// without it, a change that broke a service which was a little unwell before would be looked for minutes too early. One thread.
/// Owner: <see cref="DetectionWatch"/>.
/// </summary>
internal sealed class Worsening
{
    /// <summary>In its first seconds all trouble becomes worse: queues fill, clients repeat.</summary>
    public const int UsualSeconds = 20;

    // What comes and goes with pauses is as bad as it was.
    private const int LookedBackSeconds = 60;
    private const int SteadySeconds = 10;
    private const int NowSeconds = 3;
    private const double LeastRise = 0.2;
    private const double LeastFactor = 2;
    private const double LeastBad = 10;

    // A pool with a stray failure is well; one of which every twentieth request fails is not.
    private const double LeastIll = 0.05;

    private readonly PerSubject<Memory> memories = new(() => new Memory());
    private long told;
    private long toldAt = long.MinValue / 2;

    /// <summary>
    /// The second since which it is much worse for a pool; null when it is not, or too little has been seen. A pool that was well says so
    /// only where none was ill: what breaks beside an outage does not move the beginning of that outage.
    /// </summary>
    public long? Look(SecondView view)
    {
        (long? sinceIll, long? sinceWell, bool isAnyIll) = (null, null, false);
        foreach (SeriesSubject pool in view.Pools)
        {
            Memory memory = memories.Of(pool, view.Second);
            OutcomeCounts now = view.Outcome(pool);
            double bad = now.Bad + view.Count(pool, SignalGroups.Shed) + view.Count(pool, Signal.ClientGone);
            memory.Add(bad, Math.Max(now.Offered, bad));
            long? since = memory.WorseSince(memory.Worst(NowSeconds)) is { } back ? view.Second - back : null;
            // What broke just now was well.
            bool isIll = memory.Worst(UsualSeconds) >= LeastIll;
            isAnyIll |= isIll;
            sinceIll = isIll ? Earlier(sinceIll, since) : sinceIll;
            sinceWell = isIll ? sinceWell : Earlier(sinceWell, since);
        }

        return (isAnyIll ? sinceIll : sinceWell) is { } found ? AsTold(found, view.Second) : null;
    }

    // It stays much worse for some seconds, and looks as if it had begun ever later: what was told first is when it did.
    private long AsTold(long since, long second)
    {
        told = second - toldAt <= 1 ? Math.Min(told, since) : since;
        toldAt = second;
        return told;
    }

    private static long? Earlier(long? one, long? other) => one is { } first && other is { } second ? Math.Min(first, second) : one ?? other;

    private sealed class Memory
    {
        private readonly Rolling bad = new(NowSeconds);
        private readonly Rolling all = new(NowSeconds);
        private readonly Rolling longBad = new(SteadySeconds);
        private readonly Rolling longAll = new(SteadySeconds);
        private readonly Rolling shares = new(LookedBackSeconds + NowSeconds);

        public void Add(double badCount, double allCount)
        {
            bad.Add(badCount);
            all.Add(allCount);
            longBad.Add(badCount);
            longAll.Add(allCount);
            shares.Add(Share(longBad.Sum, longAll.Sum));
        }

        /// <summary>The worst share of the last minute, up to so many seconds ago.</summary>
        public double Worst(int newest)
        {
            double worst = 0;
            for (int back = newest; back < shares.Count; back++)
            {
                worst = Math.Max(worst, shares.Back(back));
            }

            return worst;
        }

        /// <summary>So many seconds ago; null when it is not much worse than it ever was in the last minute.</summary>
        public int? WorseSince(double worst)
        {
            if (bad.Sum < LeastBad || shares.Count < UsualSeconds + NowSeconds)
            {
                return null;
            }

            double now = Share(bad.Sum, all.Sum);
            return now >= LeastFactor * worst && now - worst >= LeastRise ? Since((now + worst) / 2) : null;
        }

        /// <summary>The first of the last seconds without a break that were that bad.</summary>
        private int Since(double share)
        {
            int back = 0;
            while (back + 1 < NowSeconds && Share(bad.Back(back + 1), all.Back(back + 1)) >= share)
            {
                back++;
            }

            return back;
        }

        private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
    }
}
