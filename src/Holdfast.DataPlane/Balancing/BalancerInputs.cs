using Holdfast.Foundation;

namespace Holdfast.DataPlane.Balancing;

/// <summary>What a balancer is made of.</summary>
/// <param name="Servers">In the order written.</param>
/// <param name="Random">The worker's own: workers with equal seeds would pick in step.</param>
/// <param name="Previous">The pool's balancer in the worker's last snapshot: state of unchanged servers may be taken from it.</param>
internal readonly record struct BalancerInputs(ServerState[] Servers, SeededRandom Random, IBalancer? Previous);
