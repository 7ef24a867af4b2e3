namespace Holdfast.Drills;

/// <summary>
/// How many servers a load needs and when they are full, from what one server gives at most. Pure arithmetic: load grows by a share each
/// month, a part of each server stays unused, and on demand one server may be missing.
/// </summary>
/// <param name="MaximumPerServer">Answers per second, with its interval.</param>
/// <param name="Load">Requests per second at the start.</param>
/// <param name="GrowthPerMonth">0.15 for 15 %.</param>
/// <param name="Headroom">0.3: only 70 % of a server are planned with.</param>
/// <param name="OneMayFail">The load must be carried by all servers but one.</param>
public sealed record CapacityPlan(double MaximumPerServer, Interval MaximumInterval, double Load, double GrowthPerMonth, double Headroom, bool OneMayFail)
{
    private const double DaysPerMonth = 365.25 / 12;

    // Beyond that any growth rate is a guess.
    private const double MonthsForeseeable = 120;

    public double UsablePerServer => MaximumPerServer * (1 - Headroom);

    public double LoadAfter(double months) => Load * Math.Pow(1 + GrowthPerMonth, months);

    public int ServersFor(double load) => ServersFor(load, MaximumPerServer);

    /// <summary>Fewest and most, by the interval of the maximum.</summary>
    public (int Fewest, int Most) ServersRangeFor(double load) => (ServersFor(load, MaximumInterval.High), ServersFor(load, MaximumInterval.Low));

    public double CarriedBy(int servers) => CarriedBy(servers, MaximumPerServer);

    /// <summary>Months until so many servers are full: 0 when they are already, null when that is not foreseeable.</summary>
    public double? MonthsUntilFull(int servers) => MonthsUntil(CarriedBy(servers));

    /// <summary>Earliest and latest, by the interval of the maximum.</summary>
    public (double? Earliest, double? Latest) MonthsRangeUntilFull(int servers) =>
        (MonthsUntil(CarriedBy(servers, MaximumInterval.Low)), MonthsUntil(CarriedBy(servers, MaximumInterval.High)));

    public static DateOnly DateAfter(DateTimeOffset start, double months) => DateOnly.FromDateTime(start.UtcDateTime.AddDays(months * DaysPerMonth));

    private int ServersFor(double load, double maximum)
    {
        // A load of exactly so many servers does not need one more because of the last digit.
        double servers = Math.Ceiling((load / (maximum * (1 - Headroom))) - 1e-9);
        return (int)Math.Min(int.MaxValue / 2, Math.Max(1, servers)) + (OneMayFail ? 1 : 0);
    }

    private double CarriedBy(int servers, double maximum) => Math.Max(0, servers - (OneMayFail ? 1 : 0)) * maximum * (1 - Headroom);

    private double? MonthsUntil(double carried)
    {
        if (carried < Load)
        {
            return 0;
        }

        double months = GrowthPerMonth > 0 ? Math.Log(carried / Load) / Math.Log(1 + GrowthPerMonth) : double.PositiveInfinity;
        return months <= MonthsForeseeable ? months : null;
    }
}
