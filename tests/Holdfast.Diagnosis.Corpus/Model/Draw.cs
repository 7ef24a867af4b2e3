namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>
/// Random parameters of a run. Every range is cut into four bands: runs for tuning draw from the first and third, held-out runs from the
/// second and last, so that nothing held out was ever seen while weights were chosen, not even nearby values.
/// </summary>
internal sealed class Draw(ulong seed, Part part)
{
    private const int Bands = 4;

    private static readonly int[] StretchedBands = [-1, 0, 2, Bands];

    public SeededRandom Random { get; } = new(seed);

    public ulong Seed { get; } = seed;

    public Part Part { get; } = part;

    public double Between(double least, double most)
    {
        int band = Part == Part.Stretched ? StretchedBands[Random.Next(StretchedBands.Length)] : (2 * Random.Next(Bands / 2)) + (Part == Part.HeldOut ? 1 : 0);
        double value = least + ((band + Random.NextDouble()) / Bands * (most - least));
        // Beyond its lower end a time or a count may be no time and no count.
        return least > 0 ? Math.Max(least / 2, value) : least == 0 ? Math.Max(0, value) : value;
    }

    /// <summary>By factors instead of differences, for ranges over more than a decade.</summary>
    public double Factor(double least, double most) => Math.Exp(Between(Math.Log(least), Math.Log(most)));

    /// <summary>Both ends included.</summary>
    public int Whole(int least, int most) => Math.Max(Math.Min(least, 1), (int)Math.Round(Between(least - 0.49, most + 0.49)));

    public bool Chance(double probability) => Random.NextDouble() < probability;

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Random.NextDouble())) * Math.Cos(2 * Math.PI * Random.NextDouble());

    public double Exponential(double mean) => -mean * Math.Log(1 - Random.NextDouble());

    /// <summary>Mean 1, and this coefficient of variation.</summary>
    public double LogNormal(double variation)
    {
        double variance = Math.Log(1 + (variation * variation));
        return Math.Exp((Math.Sqrt(variance) * Normal()) - (variance / 2));
    }
}
