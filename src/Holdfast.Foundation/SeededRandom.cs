using System.Numerics;

namespace Holdfast.Foundation;

/// <summary>
/// The only source of randomness: xoshiro256**, so that every run repeats from its printed seed, on every runtime version. One thread.
/// Not for secrets.
/// </summary>
public sealed class SeededRandom
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;

    public SeededRandom(ulong seed)
    {
        Seed = seed;
        // The authors' advice: fill the state with SplitMix64, so that seeds 1, 2, 3 give unrelated runs and the state is never all zero.
        ulong state = seed;
        a = SplitMix64(ref state);
        b = SplitMix64(ref state);
        c = SplitMix64(ref state);
        d = SplitMix64(ref state);
    }

    /// <summary>For failure messages: what to start again from.</summary>
    public ulong Seed { get; }

    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(b * 5, 7) * 9;
        ulong shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = BitOperations.RotateLeft(d, 45);
        return result;
    }

    /// <summary>Each number from 0 to the bound minus 1 with exactly the same chance.</summary>
    public int Next(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        // Lemire's multiply-and-reject: the high half of the product is the answer; the few low halves that would favour
        // some answers are drawn again. The modulo is only computed when a rejection is possible at all.
        uint bound = (uint)exclusiveMax;
        ulong product = (NextUInt64() >> 32) * bound;
        if ((uint)product < bound)
        {
            uint threshold = (0u - bound) % bound;
            while ((uint)product < threshold)
            {
                product = (NextUInt64() >> 32) * bound;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>From 0 (included) to 1 (excluded), all 53 bits of the fraction random.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>An independent source for a part, so that one part drawing more numbers does not change what another part sees.</summary>
    public SeededRandom Fork() => new(NextUInt64());

    private static ulong SplitMix64(ref ulong state)
    {
        ulong mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
