namespace Holdfast.Incidents.Replay;

/// <summary>
/// The scalability law that `holdfast origin` obeys: n requests at once take 1 + alpha (n - 1) + beta n (n - 1) times as long as one alone. Next: <see cref="ServerEstimate"/>.
/// </summary>
internal static class ScalabilityLaw
{
    /// <summary>Most services have little of it, and the series cannot tell the two apart.</summary>
    public const double Alpha = 0.01;

    /// <summary>The law needs something at once to slow down.</summary>
    public const double AtOnceLeast = 1.5;

    /// <summary>Most that a server of that law does at once, in requests of one service time.</summary>
    public static double Peak(double beta)
    {
        double best = 1;
        for (int inService = 1; inService <= 4096; inService++)
        {
            best = Math.Max(best, inService / (1 + (Alpha * (inService - 1)) + (beta * inService * (inService - 1.0))));
        }

        return best;
    }

    /// <summary>The beta with which that is the most.</summary>
    public static double BetaFor(double peak)
    {
        (double low, double high) = (1e-7, 1);
        for (int step = 0; step < 40; step++)
        {
            double middle = Math.Sqrt(low * high);
            (low, high) = Peak(middle) > peak ? (middle, high) : (low, middle);
        }

        return Math.Sqrt(low * high);
    }
}
