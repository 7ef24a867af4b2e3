using Holdfast.Foundation;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// About how many clients have asked a worker lately and were not told apart, because heavier ones have the places: linear counting (Whang, Vander-Zanden and
/// Taylor 1990) over the last 9 to 17 s. Written by the worker alone, read by the control loop at any time.
/// </summary>
internal sealed class UntoldClients
{
    // Bits of one count, a power of two. Exact to some percent up to as many clients as there are bits; it ends at seven times as many, and more than that is a crowd
    // beside which those who are told apart are few either way.
    private const int Bits = 1024;
    private const int Words = Bits / 64;
    private const ulong Salt = 0x75A3;

    // 8.6 s, as the weights of the table are halved.
    private const int EpochShift = 33;

    private readonly ulong[] counts = LastingMemory.Array<ulong>(2 * Words);
    private long epoch;

    /// <summary>One of them asks.</summary>
    public void Note(ulong client, long nowNanoseconds)
    {
        Turn(nowNanoseconds >> EpochShift);
        int bit = (int)(ByteHash.Mix(client, Salt) & (Bits - 1));
        ref ulong word = ref counts[((int)(epoch & 1) * Words) + (bit >> 6)];
        Volatile.Write(ref word, word | (1UL << (bit & 63)));
    }

    /// <summary>Any thread.</summary>
    public double Count(long nowNanoseconds)
    {
        long ago = (nowNanoseconds >> EpochShift) - Volatile.Read(ref epoch);
        int zeros = 0;
        for (int word = 0; word < Words; word++)
        {
            ulong latest = ago < 2 ? Volatile.Read(ref counts[((int)(epoch & 1) * Words) + word]) : 0;
            ulong before = ago < 1 ? Volatile.Read(ref counts[((int)((epoch + 1) & 1) * Words) + word]) : 0;
            zeros += 64 - System.Numerics.BitOperations.PopCount(latest | before);
        }

        return Bits * Math.Log((double)Bits / Math.Max(1, zeros));
    }

    private void Turn(long now)
    {
        if (now == epoch)
        {
            return;
        }

        // What is older than one stretch of time is of no use: both are, where nobody was noted for that long.
        Array.Clear(counts, (int)(now & 1) * Words, Words);
        if (now - epoch > 1)
        {
            Array.Clear(counts, (int)((now + 1) & 1) * Words, Words);
        }

        Volatile.Write(ref epoch, now);
    }
}
