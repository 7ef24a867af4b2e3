namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// Notices that fewer are answered all at once though as many ask, after a while in which whatever goes on has been steady: a crowd is held at
/// the servers' limits for a minute, and then a server becomes slow. That is new trouble, and the steady while is its measure: measured by the
/// days before the crowd it would look like more of the crowd. One thread. Owner: <see cref="DetectionWatch"/>.
/// </summary>
internal sealed class FewerAnswers
{
    /// <summary>Half a minute without such a fall shows what goes on and how much it varies.</summary>
    public const int SteadySeconds = 30;

    /// <summary>In its first seconds no trouble is steady: queues fill, limits fall, clients repeat.</summary>
    public const int SettleSeconds = 10;

    /// <summary>In fewer chance is too much of it.</summary>
    public const int NowSeconds = 5;

    // One server of six is a sixth of all answers; less of a fall hurts few.
    private const double MostLeft = 0.85;

    // Of answers that come by chance; the least of thirty seconds lies two below their mean already.
    private const double Deviations = 4;

    // Who is not asked answers nobody, and of more people a smaller part may be answered by the same trouble.
    private const double LeastAsked = 0.8;
    private const double MostAsked = 1.25;

    // Of what was asked in the steady while: a pool with a stray failure is well.
    private const double LeastIll = 0.05;

    private readonly PerSubject<Memory> memories = new(() => new Memory());

    /// <summary>
    /// The first second of the fall and of the steady while before it; null where no pool has fallen. A pool that was well says so only where none was ill: what
    /// breaks beside an outage does not move the beginning of that outage.
    /// </summary>
    public (long Onset, long SteadyFrom)? Look(SecondView view)
    {
        (long? ofIll, long? ofWell, bool isAnyIll) = (null, null, false);
        foreach (SeriesSubject pool in view.Pools)
        {
            Memory memory = memories.Of(pool, view.Second);
            memory.Add(view.Count(pool, Signal.Good), view.Count(pool, Signal.OfferedFirst));
            long? since = memory.FellSince() is { } back ? view.Second - back : null;
            isAnyIll |= memory.WasIll;
            ofIll = memory.WasIll && !(ofIll <= since) ? since ?? ofIll : ofIll;
            ofWell = !memory.WasIll && !(ofWell <= since) ? since ?? ofWell : ofWell;
        }

        return (isAnyIll ? ofIll : ofWell) is { } onset ? (onset, onset - SteadySeconds) : null;
    }

    private sealed class Memory
    {
        private readonly Rolling good = new(SteadySeconds + NowSeconds);
        private readonly Rolling asked = new(SteadySeconds + NowSeconds);

        // What broke just now was well.
        public bool WasIll => good.IsFull && Sum(good, NowSeconds + (SteadySeconds / 2), SteadySeconds / 2) < (1 - LeastIll) * Sum(asked, NowSeconds + (SteadySeconds / 2), SteadySeconds / 2);

        public void Add(double goodCount, double askedCount)
        {
            good.Add(goodCount);
            asked.Add(askedCount);
        }

        /// <summary>So many seconds ago; null when as many are answered as in the worst seconds of the steady while, or fewer or more ask than then.</summary>
        public int? FellSince()
        {
            double now = Sum(good, 0);
            if (!good.IsFull || now > MostLeft * (good.Sum - now) * NowSeconds / SteadySeconds)
            {
                return null;
            }

            double least = Least();
            double askedNow = Sum(asked, 0);
            double askedUsually = (asked.Sum - askedNow) * NowSeconds / SteadySeconds;
            bool isFall = least > 0 && now <= MostLeft * least && now <= least - (Deviations * Math.Sqrt(least));
            return isFall && askedNow >= LeastAsked * askedUsually && askedNow <= MostAsked * askedUsually ? Since((now + least) / 2 / NowSeconds) : null;
        }

        private double Least()
        {
            double least = double.PositiveInfinity;
            for (int newest = NowSeconds; newest + NowSeconds <= good.Count; newest++)
            {
                least = Math.Min(least, Sum(good, newest));
            }

            return least;
        }

        /// <summary>The first of the last seconds without a break that had no more than that.</summary>
        private int Since(double most)
        {
            int back = 0;
            while (back + 1 < NowSeconds && good.Back(back + 1) <= most)
            {
                back++;
            }

            return back;
        }

        private static double Sum(Rolling values, int newest, int seconds = NowSeconds)
        {
            double sum = 0;
            for (int back = newest; back < newest + seconds; back++)
            {
                sum += values.Back(back);
            }

            return sum;
        }
    }
}
