using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Balancing;

/// <summary>Makes servers and counts who is picked.</summary>
internal static class PoolFixture
{
    public static ServerState[] Servers(params int[] weights)
    {
        var changes = new ServerChanges();
        return [.. weights.Select((weight, i) => new ServerState("shop", $"s{i}", NetworkAddress.FromIPv4(0x0A00_0001u + (uint)i, 80), weight, changes))];
    }

    public static ServerState[] EqualServers(int count) => Servers([.. Enumerable.Repeat(100, count)]);

    public static IBalancer Create(BalancePolicy policy, ServerState[] servers, ulong seed, IBalancer? previous = null) =>
        BalancerRegistry.Create(new BalanceConfig { Policy = policy }, servers, new SeededRandom(seed), previous);

    /// <summary>Picks with an idle pool; index of the server to times picked.</summary>
    public static int[] Count(IBalancer balancer, ServerState[] servers, int picks, ServerState? avoid = null)
    {
        int[] counts = new int[servers.Length];
        for (int i = 0; i < picks; i++)
        {
            var request = new BalancingRequest((ulong)i, avoid, 1_000L * i);
            ServerState picked = balancer.Pick(request).ShouldNotBeNull();
            counts[Array.IndexOf(servers, picked)]++;
        }

        return counts;
    }

    /// <summary>Each count lies within four standard deviations of its binomial expectation.</summary>
    public static void ShouldFollowWeights(int[] counts, int[] weights, ulong seed)
    {
        double picks = counts.Sum();
        double sum = weights.Sum();
        for (int i = 0; i < counts.Length; i++)
        {
            double share = weights[i] / sum;
            double deviation = Math.Sqrt(picks * share * (1 - share));
            Math.Abs(counts[i] - (picks * share)).ShouldBeLessThanOrEqualTo(4 * deviation, $"server {i}: {counts[i]} of {picks}, share {share}, seed {seed}");
        }
    }
}
