using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>The prepared requests of a class, chosen at random by weight. One thread.</summary>
internal sealed class RequestMix
{
    private readonly PreparedRequest[] requests;
    private readonly long[] summedWeights;
    private readonly SeededRandom random;

    public RequestMix(TrafficClass traffic, string host, SeededRandom random)
    {
        this.random = random;
        requests = [.. traffic.Requests.Select(shape => PreparedRequest.Of(traffic, shape, host))];
        summedWeights = new long[requests.Length];
        long sum = 0;
        for (int i = 0; i < requests.Length; i++)
        {
            summedWeights[i] = sum += traffic.Requests[i].Weight;
        }
    }

    public PreparedRequest this[int shape] => requests[shape];

    public int Choose()
    {
        if (requests.Length == 1)
        {
            return 0;
        }

        long drawn = (long)(random.NextDouble() * summedWeights[^1]);
        int shape = 0;
        while (drawn >= summedWeights[shape])
        {
            shape++;
        }

        return shape;
    }
}
