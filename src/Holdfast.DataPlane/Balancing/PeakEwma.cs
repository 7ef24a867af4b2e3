using Holdfast.Foundation;

namespace Holdfast.DataPlane.Balancing;

/// <summary>
/// Of two servers drawn by weight the one with the lower expected wait: peak EWMA of the latency, times the requests it would then have in
/// flight, for its weight. Follows latency where servers differ in speed. Worker thread only.
/// </summary>
internal sealed class PeakEwma(ServerState[] servers, SeededRandom random) : IBalancer
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
        float oneLatency = one.LatencyAt(request.NowNanoseconds);
        float otherLatency = other.LatencyAt(request.NowNanoseconds);
        if (oneLatency == 0 || otherLatency == 0)
        {
            // A server without history is taken to be as fast as its rival: neither flooded because it looks free nor left out.
            oneLatency = otherLatency = 1;
        }

        float oneCost = oneLatency * (one.InFlight + 1) * one.Failing / choices.WeightOf(first);
        float otherCost = otherLatency * (other.InFlight + 1) * other.Failing / choices.WeightOf(second);
        return otherCost < oneCost ? other : one;
    }
}
