using Holdfast.Foundation;

namespace Holdfast.DataPlane.Balancing;

/// <summary>A server by chance, in proportion to the weights. Worker thread only.</summary>
internal sealed class WeightedRandom(ServerState[] servers, SeededRandom random) : IBalancer
{
    private readonly EligibleServers eligible = new(servers);

    public ServerState? Pick(in BalancingRequest request)
    {
        eligible.Refresh();
        if (eligible.Count == 0)
        {
            return null;
        }

        int drawn = eligible.Draw(random);
        if (eligible[drawn] == request.Avoid && eligible.Count > 1)
        {
            drawn = eligible.DrawExcept(drawn, random);
        }

        return eligible[drawn];
    }
}
