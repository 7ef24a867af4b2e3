namespace Holdfast.DataPlane.Overload.Retries;

/// <summary>
/// How many requests of a pool may be sent a second time: a tenth of those that are sent a first time, so that retries can never become
/// the load that keeps a pool down. Tokens are earned with every first attempt and spent by a retry. Earning is the prober's business,
/// once in a while for all requests since; spending is any worker's (atomics, rare).
/// </summary>
public sealed class RetryBudget
{
    // In thousandths of a token, so that sums are exact.
    private const long Token = 1000;
    private const long EarnedByAttempt = Token / 10;

    // Where hardly anything is sent a tenth of it would be no retry at all.
    private const long EarnedBySecond = Token;

    /// <summary>What is saved up lasts for so long a time of failing.</summary>
    private const double SavedSeconds = 10;

    private const int LeastConcurrent = 3;
    private const int InFlightOfOneRetry = 10;
    private const double RateSmoothingSeconds = 10;

    // Prober thread only.
    private long earnedAt;
    private double attemptsPerSecond;

    // Any thread (atomic).
    private long tokens = (long)(SavedSeconds * EarnedBySecond);
    private long spent;
    private int concurrent;

    /// <summary>Whole tokens left.</summary>
    public double Tokens => (double)Volatile.Read(ref tokens) / Token;

    /// <summary>Retries under way.</summary>
    public int Concurrent => Volatile.Read(ref concurrent);

    /// <summary>Retries since the start.</summary>
    public long Spent => Volatile.Read(ref spent);

    /// <summary>Adds what was earned since the last call.</summary>
    /// <param name="firstAttempts">Requests sent since the last call, without retries.</param>
    public void Earn(long firstAttempts, long now)
    {
        if (earnedAt == 0)
        {
            // The first call says from when on to count.
            earnedAt = Math.Max(now, 1);
            return;
        }

        long elapsed = now - earnedAt;
        if (elapsed <= 0)
        {
            return;
        }

        earnedAt = now;
        double seconds = elapsed / 1e9;
        double weight = 1 - Math.Exp(-seconds / RateSmoothingSeconds);
        attemptsPerSecond += weight * ((firstAttempts / seconds) - attemptsPerSecond);
        Add(Math.Max(firstAttempts * EarnedByAttempt, (long)(seconds * EarnedBySecond)));
    }

    /// <summary>Takes a token for a retry; every true needs exactly one <see cref="End"/>. Any thread.</summary>
    /// <param name="inFlight">Requests of the pool under way.</param>
    public bool TryBegin(int inFlight)
    {
        int running = Interlocked.Increment(ref concurrent);
        if (running <= Math.Max(LeastConcurrent, inFlight / InFlightOfOneRetry) && TryTake())
        {
            Interlocked.Increment(ref spent);
            return true;
        }

        Interlocked.Decrement(ref concurrent);
        return false;
    }

    /// <summary>
    /// Takes a token for a request that is sent again over a new connection to the server whose kept one has ended. No bound on how many at
    /// once: when a server dies all of them come together, and each is over with its connect. Any thread.
    /// </summary>
    public bool TrySpend()
    {
        if (!TryTake())
        {
            return false;
        }

        Interlocked.Increment(ref spent);
        return true;
    }

    /// <summary>The retry of <see cref="TrySpend"/> was not made after all. Any thread.</summary>
    public void Refund()
    {
        Interlocked.Add(ref tokens, Token);
        Interlocked.Decrement(ref spent);
    }

    /// <summary>The retry is over, whatever its end. Any thread.</summary>
    public void End() => Interlocked.Decrement(ref concurrent);

    /// <summary>The retry was not made after all: what <see cref="TryBegin"/> took is there again. Any thread.</summary>
    public void GiveBack()
    {
        Refund();
        End();
    }

    private bool TryTake()
    {
        long seen = Volatile.Read(ref tokens);
        while (seen >= Token)
        {
            long found = Interlocked.CompareExchange(ref tokens, seen - Token, seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }

        return false;
    }

    private void Add(long earned)
    {
        long most = (long)(SavedSeconds * ((attemptsPerSecond * EarnedByAttempt) + EarnedBySecond));
        long seen = Volatile.Read(ref tokens);
        while (true)
        {
            long next = Math.Min(seen + earned, most);
            long found = Interlocked.CompareExchange(ref tokens, next, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }
}
