namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>
/// Random parameters of a run. Every range is cut into four bands: runs for tuning draw from the first and third, held-out runs from the
/// second and last, so that nothing held out was ever seen while weights were chosen, not even nearby values. The second held-out part
/// took values from beyond both ends, the third takes any of a range that is wider at both.
/// </summary>
internal sealed class Draw(ulong seed, Part part)
{
    private const int Bands = 4;

    // More of them, and most runs would be all corners: services of nearly no use or none left, which say little about any other.
    private const double Beyond = 0.25;
    private const double BeyondWidth = 0.25;

    // Of a band, at either end: 27 in 100 values are from beyond what was tuned on, and the rest from all of it.
    private const double Wider = 0.75;

    private static readonly int[] StretchedBands = [-1, 0, 2, Bands];

    public SeededRandom Random { get; } = new(seed);

    public ulong Seed { get; } = seed;

    public Part Part { get; } = part;

    public double Between(double least, double most)
    {
        double value = least + (Place() / Bands * (most - least));
        // Beyond its lower end a time or a count may be no time and no count.
        return least > 0 ? Math.Max(least / 2, value) : least == 0 ? Math.Max(0, value) : value;
    }

    // Where in the range, in bands from its lower end.
    private double Place() => Part switch
    {
        Part.Stretched => StretchedBands[Random.Next(StretchedBands.Length)] + Random.NextDouble(),
        Part.HeldOut or Part.FifthSeen or Part.FourthSeen or Part.ThirdSeen => ((Bands + (2 * Wider)) * Random.NextDouble()) - Wider,
        Part.ExtremesSeen when Chance(Beyond) => Chance(0.5) ? -1 - (BeyondWidth * Random.NextDouble()) : Bands + 1 + (BeyondWidth * Random.NextDouble()),
        _ => (2 * Random.Next(Bands / 2)) + (Part == Part.Tuning ? 0 : 1) + Random.NextDouble(),
    };

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
