namespace Holdfast.DataPlane.Balancing;

/// <summary>What a balancer may know of a request.</summary>
/// <param name="HashKey">For consistent hashing: see <see cref="Balancing.HashKey"/>. Other policies ignore it.</param>
/// <param name="Avoid">The server that just failed this request: only chosen when nothing else is available.</param>
/// <param name="NowNanoseconds">Monotonic time of the worker's loop turn.</param>
/// <param name="IsSession">It asks for a session: see <see cref="SessionPlace"/>.</param>
public readonly record struct BalancingRequest(ulong HashKey, ServerState? Avoid, long NowNanoseconds, bool IsSession = false);
