using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>
/// Which clients there were, in bounded memory: requests by hash of their client, and once more those of one client in sixteen, so that a crowd
/// which leaves no bin empty is still counted. How many clients that is, the control side finds out. One worker writes; any thread reads. 8 KiB.
/// </summary>
public sealed class ClientSketch
{
    /// <summary>Enough to tell a hundred clients from a thousand; beyond four clients a bin the sample is counted.</summary>
    public const int Bins = 1024;

    /// <summary>One client of so many is in the sample, at all times the same: 65,000 clients fill it as 4,096 fill the bins.</summary>
    public const int SampledOneIn = 16;

    private readonly int[] all = LastingMemory.Array<int>(Bins);
    private readonly int[] sample = LastingMemory.Array<int>(Bins);

    public ReadOnlySpan<int> All => all;

    public ReadOnlySpan<int> Sample => sample;

    /// <param name="client">A hash of which any bits are as good as any others.</param>
    public void Note(ulong client)
    {
        all[client >> (64 - 10)]++;
        if (client % SampledOneIn == 0)
        {
            sample[client / SampledOneIn % Bins]++;
        }
    }
}
