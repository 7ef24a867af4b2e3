using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>
/// Who asks for what, in bounded memory: requests by hash of their client and by hash of their path. From the bins of one second follow
/// the number of clients, the share of the busiest one and how evenly requests are spread; two additions a request. One worker writes;
/// any thread reads.
/// </summary>
public sealed class RequestSketch
{
    /// <summary>Enough to tell a hundred clients from a thousand; where all bins are taken there are more than 5,000.</summary>
    public const int ClientBins = 1024;

    public const int PathBins = 256;

    private readonly int[] clients = LastingMemory.Array<int>(ClientBins);
    private readonly int[] paths = LastingMemory.Array<int>(PathBins);

    public ReadOnlySpan<int> Clients => clients;

    public ReadOnlySpan<int> Paths => paths;

    /// <param name="client">A hash whose highest bits are as good as any.</param>
    public void Note(ulong client, ulong path)
    {
        clients[client >> (64 - 10)]++;
        paths[path >> (64 - 8)]++;
    }
}
