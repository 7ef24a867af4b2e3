namespace Holdfast.DataPlane.Overload;

/// <summary>
/// The fair share: the height to which water of a given volume fills the clients' vessels, lightest first (max-min fairness); but not below what the
/// client in the middle asks for: where all ask for too much, nobody is greedier than the others. Pure.
/// </summary>
internal static class FairLevel
{
    /// <param name="demands">What each client asks for, above 0, lightest first.</param>
    /// <param name="untold">What those ask for in all that are not told apart. They count as so many of the lightest.</param>
    /// <param name="volume">What can be served.</param>
    /// <returns>Infinite where there is enough for all.</returns>
    public static double Of(double[] demands, double untold, double volume, out double median)
    {
        if (demands.Length == 0)
        {
            median = 0;
            return double.PositiveInfinity;
        }

        double crowd = untold / demands[0];
        double middle = (crowd + demands.Length - 1) / 2;
        median = demands[(int)Math.Clamp(middle - crowd, 0, demands.Length - 1)];
        double left = demands[0] * (crowd + demands.Length) <= volume ? volume - untold : 0;
        double level = left == 0 ? volume / (crowd + demands.Length) : double.PositiveInfinity;
        for (int index = 0; index < demands.Length && double.IsInfinity(level); index++)
        {
            double even = left / (demands.Length - index);
            level = demands[index] >= even ? even : level;
            left -= demands[index];
        }

        return Math.Max(level, median);
    }
}
