namespace Holdfast.DataPlane.Balancing;

/// <summary>The first available server in the order written: the others are spares. Worker thread only.</summary>
internal sealed class FirstAvailable(ServerState[] servers) : IBalancer
{
    private readonly EligibleServers eligible = new(servers);

    public ServerState? Pick(in BalancingRequest request)
    {
        eligible.Refresh();
        return eligible.Count switch
        {
            0 => null,
            1 => eligible[0],
            _ => eligible[0] == request.Avoid ? eligible[1] : eligible[0],
        };
    }
}
