namespace Holdfast.DataPlane.Overload.Retries;

/// <summary>
/// How many of one client's requests may be sent a second time: the law of <see cref="RetryBudget"/> over its own first attempts. Without it one
/// client whose requests break servers' connections would use up the pool's budget, and nobody else's could be repeated. One for each place of
/// <see cref="ClientUsage"/>, so as bounded as that; looked at only when a request is to be sent again. Worker thread only.
/// </summary>
internal struct ClientRetries
{
    // In thousandths of a token, as in the pool's budget: a tenth of the first attempts, or one a second where that is more.
    private const long Token = 1000;
    private const long EarnedByAttempt = Token / 10;
    private const double EarnedBySecond = Token;
    private const double SavedSeconds = 10;

    private ulong client;
    private long tokens;
    private long attemptsBefore;
    private long lookedAt;

    /// <param name="key">Of the client that holds the place now.</param>
    /// <param name="attempts">Its requests so far.</param>
    /// <param name="attemptsPerSecond">About as many as it makes now; 0 where that is not known. Not the rate since the last retry: those come all at once.</param>
    public bool TryTake(ulong key, long attempts, double attemptsPerSecond, long now)
    {
        Earn(key, attempts, attemptsPerSecond, now);
        if (tokens < Token)
        {
            return false;
        }

        tokens -= Token;
        return true;
    }

    private void Earn(ulong key, long attempts, double attemptsPerSecond, long now)
    {
        double most = SavedSeconds * Math.Max(attemptsPerSecond * EarnedByAttempt, EarnedBySecond);
        if (client != key || attempts < attemptsBefore)
        {
            // Somebody else's place until now. Whoever has never had anything repeated has all that can be saved up, but a tenth of all that it asked
            // at most, and ten in any case: else one that makes the whole load has ten when a server dies.
            client = key;
            tokens = (long)Math.Max(Math.Min(attempts * EarnedByAttempt, most), SavedSeconds * EarnedBySecond);
        }
        else
        {
            double seconds = Math.Max(1, now - lookedAt) / 1e9;
            double earned = Math.Max((attempts - attemptsBefore) * EarnedByAttempt, seconds * EarnedBySecond);
            tokens = (long)Math.Min(tokens + earned, most);
        }

        attemptsBefore = attempts;
        lookedAt = now;
    }
}
