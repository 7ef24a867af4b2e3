using System.Numerics;
using System.Runtime.Intrinsics;

namespace Holdfast.DataPlane.Balancing;

/// <summary>
/// Weighted rendezvous: every server draws a lot from (key, server), the best lot wins. When a server leaves, exactly its own keys move and
/// spread over the others by weight; nothing is stored, so that every worker and every gateway agrees at once.
/// Measured on a busy machine against a ring of 1,200 points a server, which it takes to keep the fullest of 1,000 servers within 10 % of
/// the mean: 10 servers 65-90 ns (ring 115 ns), 1,000 servers 1.1-1.5 us on a busy machine (ring 0.5 to 0.8 us, but 14 MB of table to build at each change).
/// Worker thread only.
/// </summary>
internal sealed class ConsistentHash : IBalancer
{
    private const int Lanes = 8;

    private readonly EligibleServers eligible;
    private readonly Dictionary<ServerState, ulong> identities;

    // Two halves of each server's identity: with 32 bits two of 10,000 servers would share theirs more often than once in a hundred
    // fleets, and one of the two would never be picked.
    private readonly uint[] low;
    private readonly uint[] high;

    // Infinite behind the last server and for the avoided one: such a lot never wins.
    private readonly float[] inverseWeights;

    public ConsistentHash(ServerState[] servers)
    {
        eligible = new EligibleServers(servers);
        identities = Identities(servers);
        int padded = (servers.Length + Lanes - 1) / Lanes * Lanes;
        low = new uint[padded];
        high = new uint[padded];
        inverseWeights = new float[padded];
        Settle();
    }

    public ServerState? Pick(in BalancingRequest request)
    {
        if (eligible.Refresh())
        {
            Settle();
        }

        int best = eligible.Count < 2 ? eligible.Count - 1 : Best(request.HashKey);
        if (best >= 0 && eligible[best] == request.Avoid && eligible.Count > 1)
        {
            float kept = inverseWeights[best];
            inverseWeights[best] = float.PositiveInfinity;
            int second = Best(request.HashKey);
            inverseWeights[best] = kept;
            best = second;
        }

        return best < 0 ? null : eligible[best];
    }

    /// <summary>
    /// A lot is -log2(u) / weight with u evenly in (0, 1): the time until a server with that rate would claim the key. The earliest of
    /// several such times is a server's with a chance equal to its share of the weights, and taking one out leaves the others' times.
    /// </summary>
    private int Best(ulong key)
    {
        ulong mixed = ByteHash.Mix(0, key);
        Vector256<uint> keyLow = Vector256.Create((uint)mixed);
        Vector256<uint> keyHigh = Vector256.Create((uint)(mixed >> 32));
        Vector256<float> bestLot = Vector256.Create(float.PositiveInfinity);
        int best = 0;
        for (int i = 0; i < eligible.Count; i += Lanes)
        {
            Vector256<float> even = Even(Scramble(keyLow ^ Vector256.Create(low, i), keyHigh ^ Vector256.Create(high, i)));
            Vector256<float> inverse = Vector256.Create(inverseWeights, i);
            // 1 - u is never above -log2(u): it rules out nearly every server for the price of a subtraction, and the logarithm is
            // computed about log(n) times instead of n / 8 times.
            if (Vector256.LessThanAny((Vector256<float>.One - even) * inverse, bestLot))
            {
                Vector256<float> lots = -Vector256.Log2(even) * inverse;
                float lot = Least(lots);
                if (lot < bestLot[0])
                {
                    bestLot = Vector256.Create(lot);
                    best = i + BitOperations.TrailingZeroCount(Vector256.Equals(lots, bestLot).ExtractMostSignificantBits());
                }
            }
        }

        return best;
    }

    private static float Least(Vector256<float> lots)
    {
        Vector128<float> four = Vector128.Min(lots.GetLower(), lots.GetUpper());
        return MathF.Min(MathF.Min(four[0], four[1]), MathF.Min(four[2], four[3]));
    }

    // Both inputs are random already: two rounds (odd constants of Wellons' lowbias32, found by search for least bias) only have to make
    // the lots of one key, and those of one server, independent of each other. The upper bits, the only ones used, depend on all bits.
    private static Vector256<uint> Scramble(Vector256<uint> first, Vector256<uint> second)
    {
        Vector256<uint> bits = first * Vector256.Create(0x7FEB352Du);
        bits ^= bits >>> 15;
        return (bits ^ second) * Vector256.Create(0x846CA68Bu);
    }

    // 23 bits and a half: never 0 nor 1, and exact as a float.
    private static Vector256<float> Even(Vector256<uint> bits) =>
        (Vector256.ConvertToSingle((bits >>> 9).AsInt32()) + Vector256.Create(0.5f)) * Vector256.Create(1f / (1 << 23));

    private void Settle()
    {
        Array.Fill(inverseWeights, float.PositiveInfinity);
        for (int i = 0; i < eligible.Count; i++)
        {
            ulong identity = identities[eligible[i]];
            low[i] = (uint)identity;
            high[i] = (uint)(identity >> 32);
            inverseWeights[i] = 1f / eligible.WeightOf(i);
        }
    }

    /// <summary>Servers that share a name are told apart by their order: equal lots would leave all but one of them without a key.</summary>
    private static Dictionary<ServerState, ulong> Identities(ServerState[] servers)
    {
        var taken = new HashSet<ulong>(servers.Length);
        var identities = new Dictionary<ServerState, ulong>(servers.Length);
        foreach (ServerState server in servers)
        {
            ulong identity = server.Identity;
            while (!taken.Add(identity))
            {
                identity = ByteHash.Mix(identity, 1);
            }

            identities[server] = identity;
        }

        return identities;
    }
}
