namespace Holdfast.DataPlane.Overload;

/// <summary>
/// The fair share: the height to which water of a given volume fills the clients' vessels, lightest first (max-min fairness); but not below what the
/// client in the middle asks for: where all ask for too much, nobody is greedier than the others. Pure.
/// </summary>
internal static class FairLevel
{
    /// <param name="demands">What each client asks for, above 0, lightest first.</param>
    /// <param name="untold">What those ask for in all that are not told apart.</param>
    /// <param name="crowd">How many those are, about; each counts as one of the same size. 0 where there are none.</param>
    /// <param name="volume">What can be served.</param>
    /// <returns>Infinite where there is enough for all.</returns>
    public static double Of(double[] demands, double untold, double crowd, double volume, out double median)
    {
        double level = double.PositiveInfinity;
        double each = crowd > 0 ? untold / crowd : 0;
        double left = volume;
        double clients = demands.Length + (each > 0 ? crowd : 0);
        double remaining = clients;
        double middle = Math.Max(0, (clients - 1) / 2);
        median = 0;
        for (int index = 0; remaining > 0.5;)
        {
            // The crowd stands among the others, by its size.
            bool isCrowd = each > 0 && (index == demands.Length || each <= demands[index]);
            (double demand, double count) = isCrowd ? (each, crowd) : (demands[index++], 1);
            each = isCrowd ? 0 : each;
            double passed = clients - remaining;
            median = middle >= passed ? demand : median;
            level = double.IsInfinity(level) && demand >= left / remaining ? left / remaining : level;
            left -= demand * count;
            remaining -= count;
        }

        return Math.Max(level, median);
    }
}
