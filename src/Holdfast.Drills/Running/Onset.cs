namespace Holdfast.Drills.Running;

/// <summary>
/// When a trouble begins: with the first fault of a phase, or, where the load is the trouble, when more than 1.2 times of what was usual is
/// offered. Asked of the rates as the page writes them: what arrives by chance would pass any bound now and then.
/// </summary>
public static class Onset
{
    /// <summary>More than so many times the base is a surge.</summary>
    public const double Factor = 1.2;

    // The base: the mean over so long before the phase, which evens out what a page writes as waves.
    private const double BaseSeconds = 10;
    private const int StepsPerSecond = 100;

    /// <summary>Seconds from the first request; the start of the phase where neither a fault nor a surge is in it.</summary>
    public static double In(RunData data, double from, double to)
    {
        if (SurgeIn(data, from, to) is not { } surge)
        {
            return from;
        }

        // A fault before the surge is the trouble, and a page's phase begins with it.
        bool isFaulty = data.Events.Any(happened => happened.Kind == RunEventKind.Fault && happened.At >= from && happened.At <= surge);
        return isFaulty ? from : surge;
    }

    private static double? SurgeIn(RunData data, double from, double to)
    {
        double usual = Base(data, from);
        for (int step = 0; step < (to - from) * StepsPerSecond && data.Rates.Count > 0; step++)
        {
            double at = from + ((double)step / StepsPerSecond);
            if (Offered(data, at) > Factor * usual)
            {
                return at;
            }
        }

        return null;
    }

    private static double Base(RunData data, double until)
    {
        double from = Math.Max(0, until - BaseSeconds);
        int steps = (int)((until - from) * StepsPerSecond);
        return steps == 0 ? Offered(data, until) : Enumerable.Range(0, steps).Average(step => Offered(data, from + ((double)step / StepsPerSecond)));
    }

    private static double Offered(RunData data, double at) => data.Rates.Sum(rate => rate.At(TimeSpan.FromSeconds(at)));
}
