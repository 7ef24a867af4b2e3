namespace Holdfast.DataPlane.Balancing;

/// <summary>
/// Chooses the server of a request. One instance belongs to one pool of one worker: no locks, no allocation.
/// To add a policy: one file, one test file, one line in <see cref="BalancerRegistry"/>.
/// </summary>
public interface IBalancer
{
    /// <summary>
    /// Null when no server is available: then the answer is a refusal, never a try at a server known to be dead.
    /// Reads the servers' load but does not change it: the caller enters the server it then uses.
    /// </summary>
    ServerState? Pick(in BalancingRequest request);
}
