using Holdfast.Foundation;

namespace Holdfast.Telemetry.Otlp;

/// <summary>Sampled exchanges on their way to the exporter: a ring for each worker, bounded; what does not fit is counted.</summary>
public sealed class SpanRings
{
    // Some hundred spans for each worker: a second's worth at the budget, with long paths.
    private const int RingBytes = 256 * 1024;

    private readonly SpanTap[] taps;

    /// <param name="sample">Part of the requests without a traceparent, 0 to 1.</param>
    public SpanRings(int workers, double sample, ulong seed) =>
        taps = [.. Enumerable.Range(0, workers).Select(worker => new SpanTap(new AccessLogWriter(RingBytes), sample, new SeededRandom(seed + 1_000_003 + (ulong)worker)))];

    /// <summary>Sampled and lost: over the budget, or no room.</summary>
    public long Dropped => taps.Sum(tap => tap.OverBudget + tap.Writer.Dropped);

    public SpanTap Worker(int index) => taps[index];

    internal IReadOnlyList<SpanTap> All => taps;
}
