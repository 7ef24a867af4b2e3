using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>The prepared requests of a class, chosen at random by weight. One thread.</summary>
internal sealed class RequestMix
{
    // Retries beyond are marked as this one: what a gateway asks is whether it is a retry.
    private const int RetriesMarked = 9;

    // By shape, then by the number of earlier attempts.
    private readonly PreparedRequest[][] requests;
    private readonly long[] summedWeights;
    private readonly SeededRandom random;

    public RequestMix(TrafficClass traffic, string host, SeededRandom random)
    {
        this.random = random;
        int variants = 1 + Math.Min(traffic.Retry.AttemptsMaximum - 1, RetriesMarked);
        requests = [.. traffic.Requests.Select(shape => Enumerable.Range(0, variants).Select(retries => PreparedRequest.Of(traffic, shape, host, retries)).ToArray())];
        summedWeights = new long[requests.Length];
        long sum = 0;
        for (int i = 0; i < requests.Length; i++)
        {
            summedWeights[i] = sum += traffic.Requests[i].Weight;
        }
    }

    /// <param name="attempt">From 1.</param>
    public PreparedRequest Of(int shape, int attempt) => requests[shape][Math.Min(attempt, requests[shape].Length) - 1];

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
