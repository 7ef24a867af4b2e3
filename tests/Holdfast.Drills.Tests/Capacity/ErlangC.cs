namespace Holdfast.Drills;

/// <summary>What the theory of queues says about M/M/c in the long run: the oracle for the model and for the search.</summary>
internal static class ErlangC
{
    /// <summary>The chance that a request has to wait, by the recursion for the loss formula, which does not overflow.</summary>
    public static double WaitChance(int workers, double load)
    {
        double loss = 1;
        for (int i = 1; i <= workers; i++)
        {
            loss = load * loss / (i + (load * loss));
        }

        double utilisation = load / workers;
        return loss / (1 - (utilisation * (1 - loss)));
    }

    /// <summary>The chance that a response takes longer: waiting, exponential with c mu - lambda if at all, then service, exponential with mu.</summary>
    public static double SlowerChance(int workers, double servicePerSecond, double rate, double seconds)
    {
        double wait = WaitChance(workers, rate / servicePerSecond);
        double spare = (workers * servicePerSecond) - rate;
        double served = Math.Exp(-servicePerSecond * seconds);
        bool same = Math.Abs(servicePerSecond - spare) < 1e-9 * servicePerSecond;
        double both = same
            ? (1 + (spare * seconds)) * served
            : ((servicePerSecond * Math.Exp(-spare * seconds)) - (spare * served)) / (servicePerSecond - spare);
        return (wait * both) + ((1 - wait) * served);
    }

    /// <summary>The rate at which exactly one response of a hundred takes longer than the objective.</summary>
    public static double Capacity(int workers, double servicePerSecond, double objectiveSeconds)
    {
        double low = 0;
        double high = workers * servicePerSecond;
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            bool kept = SlowerChance(workers, servicePerSecond, middle, objectiveSeconds) < 0.01;
            (low, high) = kept ? (middle, high) : (low, middle);
        }

        return low;
    }
}
