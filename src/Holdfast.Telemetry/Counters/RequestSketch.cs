using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>
/// Who asks for what, in bounded memory: requests by client and by hash of their path. From the bins of one second follow the number of clients, the
/// share of the busiest one and how evenly requests are spread; two additions a request. One worker writes; any thread reads.
/// </summary>
public sealed class RequestSketch
{
    public const int PathBins = 256;

    private readonly int[] paths = LastingMemory.Array<int>(PathBins);

    public ClientSketch Clients { get; } = new();

    public ReadOnlySpan<int> Paths => paths;

    /// <param name="client">A hash of which any bits are as good as any others.</param>
    /// <param name="path">A hash whose highest bits are.</param>
    public void Note(ulong client, ulong path)
    {
        Clients.Note(client);
        paths[path >> (64 - 8)]++;
    }
}
