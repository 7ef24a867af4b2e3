using Holdfast.Foundation;

namespace Holdfast.Drills;

/// <summary>How long one request takes a worker: a shape and a mean.</summary>
/// <param name="Variation">Standard deviation divided by the mean; used by lognormal only, it is 0 for fixed and 1 for exponential.</param>
public readonly record struct ServiceTime(ServiceShape Shape, TimeSpan Mean, double Variation = 0)
{
    /// <summary>One service time, nanoseconds.</summary>
    public double SampleNanoseconds(SeededRandom random)
    {
        double mean = (double)Mean.Ticks * TimeSpan.NanosecondsPerTick;
        return Shape switch
        {
            ServiceShape.Exponential => -mean * Math.Log(1 - random.NextDouble()),
            ServiceShape.Lognormal => Lognormal(mean, random),
            _ => mean,
        };
    }

    /// <summary>exp(mu + sigma Z) with the sigma that gives the variation and the mu that gives the mean.</summary>
    private double Lognormal(double mean, SeededRandom random)
    {
        double variance = Math.Log(1 + (Variation * Variation));
        double mu = Math.Log(mean) - (variance / 2);
        // Box and Muller: two even numbers make one normal one (the second is not kept, so that a sample has no memory).
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        double normal = radius * Math.Cos(2 * Math.PI * random.NextDouble());
        return Math.Exp(mu + (Math.Sqrt(variance) * normal));
    }
}
