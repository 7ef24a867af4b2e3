namespace Holdfast.Simulation;

/// <summary>How long a request takes on a server by itself.</summary>
internal readonly record struct ServiceTime(double MeanSeconds, double Variation, bool IsExponential = false)
{
    public static ServiceTime Fixed(double milliseconds) => new(milliseconds / 1e3, 0);

    public static ServiceTime Exponential(double milliseconds) => new(milliseconds / 1e3, 1, IsExponential: true);

    /// <param name="variation">Standard deviation over mean.</param>
    public static ServiceTime Lognormal(double milliseconds, double variation) => new(milliseconds / 1e3, variation);

    public double Draw(SeededRandom random)
    {
        if (Variation == 0)
        {
            return MeanSeconds;
        }

        if (IsExponential)
        {
            return -Math.Log(1 - random.NextDouble()) * MeanSeconds;
        }

        double sigma = Math.Sqrt(Math.Log(1 + (Variation * Variation)));
        double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return MeanSeconds * Math.Exp((sigma * normal) - (sigma * sigma / 2));
    }
}
