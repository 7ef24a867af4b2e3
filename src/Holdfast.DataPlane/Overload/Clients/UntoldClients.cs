using System.Numerics;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Which clients have asked a worker lately and were not told apart, because heavier ones have the places; and about how many they are over all workers: linear
/// counting (Whang, Vander-Zanden and Taylor 1990) over the last 9 to 17 s. Written by the worker alone, read by the control loop at any time.
/// </summary>
internal sealed class UntoldClients
{
    // Bits of one count, a power of two: twice as many as the clients that the control loop remembers, whose bits tell nothing. Exact to some percent up to as many clients
    // as there are bits; it ends at nine times as many, and more than that is a crowd beside which those who are told apart are few either way.
    private const int Bits = 8192;
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
        int bit = BitOf(client);
        ref ulong word = ref counts[((int)(epoch & 1) * Words) + (bit >> 6)];
        Volatile.Write(ref word, word | (1UL << (bit & 63)));
    }

    /// <summary>How many they are, about. Of clients that reach several workers each counts once. Any thread.</summary>
    /// <param name="told">Those who are told apart by now: their bits say nothing of others.</param>
    public static double Count(IReadOnlyList<ClientUsage> workers, IEnumerable<ulong> told, long nowNanoseconds)
    {
        Span<ulong> asked = stackalloc ulong[Words];
        Span<ulong> known = stackalloc ulong[Words];
        asked.Clear();
        known.Clear();
        foreach (ClientUsage worker in workers)
        {
            worker.Untold.AddTo(asked, nowNanoseconds);
        }

        foreach (ulong client in told)
        {
            int bit = BitOf(client);
            known[bit >> 6] |= 1UL << (bit & 63);
        }

        int places = 0;
        int empty = 0;
        for (int word = 0; word < Words; word++)
        {
            places += BitOperations.PopCount(~known[word]);
            empty += BitOperations.PopCount(~known[word] & ~asked[word]);
        }

        return places == 0 ? 0 : Bits * Math.Log((double)places / Math.Max(1, empty));
    }

    private static int BitOf(ulong client) => (int)(ByteHash.Mix(client, Salt) & (Bits - 1));

    private void AddTo(Span<ulong> asked, long nowNanoseconds)
    {
        long latest = Volatile.Read(ref epoch);
        long ago = (nowNanoseconds >> EpochShift) - latest;
        for (int word = 0; word < Words; word++)
        {
            asked[word] |= ago < 2 ? Volatile.Read(ref counts[((int)(latest & 1) * Words) + word]) : 0;
            asked[word] |= ago < 1 ? Volatile.Read(ref counts[((int)((latest + 1) & 1) * Words) + word]) : 0;
        }
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
