namespace Holdfast.Drills;

/// <summary>
/// What the trials so far say about the highest rate that is sustained: a probability for each rate of a grid. Near the edge a trial's
/// verdict is partly luck (queues are), so a plain bisection that took one wrong verdict for the truth would never come back; here a wrong
/// one is outweighed by the next ones, and the interval says how sure it is.
/// </summary>
internal sealed class RateBelief
{
    // 0.4 % each over a factor of 11: finer than any trial can tell.
    private const int Steps = 600;

    // A verdict that has nothing to do with the rate: a pause of the machine, a collection, another program.
    private const double LapseShare = 0.04;

    private const double GuessDeviation = 0.05;
    private const double GuessShare = 0.8;

    // How wide the zone is in which luck decides, as a share of the rate. It depends on the server, so it is inferred as well: verdicts
    // that contradict each other make the wide ones likely and thereby the interval wide.
    private static readonly double[] Spreads = [0.01, 0.02, 0.04, 0.08];

    private readonly double[] logRates = new double[Steps];
    private readonly double[,] likelihood = new double[Steps, Spreads.Length];

    public RateBelief(double lowest, double highest)
    {
        double from = Math.Log(lowest);
        double step = (Math.Log(highest) - from) / (Steps - 1);
        for (int i = 0; i < Steps; i++)
        {
            logRates[i] = from + (i * step);
            for (int k = 0; k < Spreads.Length; k++)
            {
                likelihood[i, k] = 1;
            }
        }
    }

    /// <summary>A guess from elsewhere: most of the probability goes near it, the rest stays everywhere in case it is wrong.</summary>
    public void Expect(double rate)
    {
        double[] bell = [.. logRates.Select(logRate => Math.Exp(-Math.Pow((logRate - Math.Log(rate)) / GuessDeviation, 2) / 2))];
        double sum = bell.Sum();
        for (int i = 0; i < Steps; i++)
        {
            for (int k = 0; k < Spreads.Length; k++)
            {
                likelihood[i, k] *= ((1 - GuessShare) / Steps) + (GuessShare * bell[i] / sum);
            }
        }
    }

    /// <param name="spreadMinimum">Short trials are decided by luck in a wider zone.</param>
    public void Learn(double rate, bool sustained, double spreadMinimum = 0)
    {
        double logRate = Math.Log(rate);
        double sum = 0;
        for (int i = 0; i < Steps; i++)
        {
            for (int k = 0; k < Spreads.Length; k++)
            {
                double chance = 1 / (1 + Math.Exp((logRate - logRates[i]) / Math.Max(Spreads[k], spreadMinimum)));
                double sustainedChance = (LapseShare / 2) + ((1 - LapseShare) * chance);
                sum += likelihood[i, k] *= sustained ? sustainedChance : 1 - sustainedChance;
            }
        }

        for (int i = 0; i < Steps; i++)
        {
            for (int k = 0; k < Spreads.Length; k++)
            {
                likelihood[i, k] /= sum;
            }
        }
    }

    /// <summary>The rate below which the edge lies with this probability.</summary>
    public double Quantile(double probability)
    {
        double total = 0;
        for (int i = 0; i < Steps; i++)
        {
            total += Weight(i);
        }

        double below = 0;
        for (int i = 0; i < Steps; i++)
        {
            below += Weight(i);
            if (below >= probability * total)
            {
                return Math.Exp(logRates[i]);
            }
        }

        return Math.Exp(logRates[^1]);
    }

    private double Weight(int step)
    {
        double weight = 0;
        for (int k = 0; k < Spreads.Length; k++)
        {
            weight += likelihood[step, k];
        }

        return weight;
    }
}
