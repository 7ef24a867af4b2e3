using Holdfast.Foundation;

namespace Holdfast.DataPlane.Balancing;

/// <summary>
/// The default. Of two servers drawn by weight the second is taken only if, with this request added, it would still be no fuller for its
/// weight than the first is now. So an idle pool is shared in exact proportion to the weights (the first draw decides), a small server is
/// not chosen just because it is empty, and with equal weights it is the plain rule "fewer requests in flight". A request at a server that
/// has become slow counts as many times as that is slow: it keeps a slot for so long. One at a server that fails many counts more, too. Worker thread only.
/// </summary>
internal sealed class LeastRequestsOfTwo(ServerState[] servers, SeededRandom random) : IBalancer
{
    private readonly TwoChoices choices = new(servers, random);

    public ServerState? Pick(in BalancingRequest request)
    {
        if (!choices.Draw(request.Avoid, out int first, out int second))
        {
            return null;
        }

        ServerState one = choices[first];
        ServerState other = choices[second];
        // (other + 1) / otherWeight <= one / oneWeight, without the division. Without slowness the figures are whole and exact.
        float otherLoad = (other.InFlight + 1f) * choices.WeightOf(first) * other.Slowness * other.Failing;
        float oneLoad = ((one.InFlight + 1f) * one.Slowness * one.Failing - 1f) * choices.WeightOf(second);
        return otherLoad <= oneLoad ? other : one;
    }
}
