using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Balancing;

/// <summary>From the operator's word to the policy: one line each.</summary>
public static class BalancerRegistry
{
    private static readonly Dictionary<BalancePolicy, Func<BalancerInputs, IBalancer>> Policies = new()
    {
        [BalancePolicy.LeastRequests] = inputs => new LeastRequestsOfTwo(inputs.Servers, inputs.Random),
        [BalancePolicy.RoundRobin] = inputs => new SmoothWeightedRoundRobin(inputs.Servers, inputs.Random, inputs.Previous),
        [BalancePolicy.PeakEwma] = inputs => new PeakEwma(inputs.Servers, inputs.Random),
        [BalancePolicy.ConsistentHash] = inputs => new ConsistentHash(inputs.Servers),
        [BalancePolicy.Random] = inputs => new WeightedRandom(inputs.Servers, inputs.Random),
        [BalancePolicy.First] = inputs => new FirstAvailable(inputs.Servers),
    };

    /// <param name="random">The worker's own: workers with equal seeds would pick in step.</param>
    /// <param name="previous">The pool's balancer in the worker's last snapshot, if any.</param>
    public static IBalancer Create(BalanceConfig config, ServerState[] servers, SeededRandom random, IBalancer? previous) =>
        Policies[config.Policy](new BalancerInputs(servers, random, previous));
}
