using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Which part of each class gets in, as people are told: what became of those who asked in the last second or two, and not what the threshold says. Beside it others are
/// let in while a server has room and nobody waits, and of each class a few always; and some that it lets in are pushed out of the queue. Clients over their fair share
/// are left out. Control loop only.
/// </summary>
internal sealed class AdmittedShares
{
    private const double FadeNanoseconds = 1e9;

    // Of fewer nothing can be said.
    private const double LeastAsked = 1;

    private readonly double[] asked = new double[AdmissionKey.Classes];
    private readonly double[] refused = new double[AdmissionKey.Classes];
    private readonly long[] refusedBefore = new long[AdmissionKey.Classes];

    /// <summary>By class, 0 to 1; 1 for a class of which nobody asks: nobody of it is refused, whatever the threshold would say.</summary>
    /// <param name="flow">After it has taken the arrivals of this look.</param>
    /// <param name="elapsed">Since the last call, nanoseconds.</param>
    public double[] Update(RequestFlow flow, long elapsed)
    {
        double kept = Math.Exp(-elapsed / FadeNanoseconds);
        var shares = new double[AdmissionKey.Classes];
        for (int index = 0; index < shares.Length; index++)
        {
            long sum = 0;
            foreach (PoolSamples samples in flow.Samples)
            {
                sum += samples.FairShedsOf((RequestClass)index);
            }

            asked[index] = (kept * asked[index]) + flow.FairArrivalsOf((RequestClass)index);
            refused[index] = (kept * refused[index]) + sum - refusedBefore[index];
            refusedBefore[index] = sum;
            shares[index] = asked[index] < LeastAsked ? 1 : Math.Clamp(1 - (refused[index] / asked[index]), 0, 1);
        }

        return shares;
    }
}
