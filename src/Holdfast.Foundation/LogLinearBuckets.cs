using System.Numerics;
using System.Runtime.CompilerServices;

namespace Holdfast.Foundation;

/// <summary>
/// Buckets for durations from 1 us to 1 h: each power of two is cut into 2^divisionBits equal parts. The bits are a constant where this is
/// used, so that the compiler folds everything into a few shifts.
/// </summary>
public static class LogLinearBuckets
{
    // 2^10 ns is the first power of two at or above 1 us; 2^42 ns, the end of the last bucket, is 73 minutes.
    private const int LowestBits = 10;
    private const int HighestBits = 42;

    /// <summary>Powers of two that are cut.</summary>
    public const int Powers = HighestBits - LowestBits;

    /// <summary>The first holds everything below 1 us, the last everything from its lower bound on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(int divisionBits) => 1 + (Powers << divisionBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IndexOf(long nanoseconds, int divisionBits)
    {
        if (nanoseconds < 1L << LowestBits)
        {
            return 0;
        }

        int power = BitOperations.Log2((ulong)nanoseconds);
        int division = (int)(nanoseconds >> (power - divisionBits)) & ((1 << divisionBits) - 1);
        return Math.Min(Count(divisionBits) - 1, 1 + ((power - LowestBits) << divisionBits) + division);
    }

    /// <summary>First duration of a bucket, nanoseconds.</summary>
    public static long LowerBound(int bucket, int divisionBits)
    {
        if (bucket == 0)
        {
            return 0;
        }

        int power = (bucket - 1) >> divisionBits;
        long division = (bucket - 1) & ((1 << divisionBits) - 1);
        return ((1L << divisionBits) + division) << (LowestBits - divisionBits + power);
    }

    /// <summary>First duration past a bucket, nanoseconds.</summary>
    public static long UpperBound(int bucket, int divisionBits) =>
        bucket == Count(divisionBits) - 1 ? 1L << HighestBits : LowerBound(bucket + 1, divisionBits);
}
