using Holdfast.Foundation;

namespace Holdfast.Telemetry.Otlp;

/// <summary>Sampled exchanges on their way to the exporter: a ring for each worker, bounded; what does not fit is counted.</summary>
public sealed class SpanRings
{
    // Some hundred spans for each worker: a second's worth at the budget, with long paths.
    private const int RingBytes = 256 * 1024;

    private readonly SpanTap[] taps;

    // Exporter's thread only.
    private int first;

    /// <param name="sample">Part of the requests without a traceparent, 0 to 1.</param>
    public SpanRings(int workers, double sample, ulong seed) =>
        taps = [.. Enumerable.Range(0, workers).Select(worker => new SpanTap(new AccessLogWriter(RingBytes), sample, new SeededRandom(seed + 1_000_003 + (ulong)worker)))];

    /// <summary>Sampled and lost: over the budget, or no room.</summary>
    public long Dropped => taps.Sum(tap => tap.OverBudget + tap.Writer.Dropped);

    public SpanTap Worker(int index) => taps[index];

    /// <summary>Exporter's thread only: fills a message, beginning with another worker each time. One that is busy must not starve the others.</summary>
    internal void MoveTo(SpansMessage message, long wallClockOffset)
    {
        for (int index = 0; index < taps.Length && message.Spans < SpansMessage.SpansMaximum; index++)
        {
            AccessLogWriter writer = taps[(first + index) % taps.Length].Writer;
            while (message.Spans < SpansMessage.SpansMaximum && writer.TryPeek(out AccessLogRecord record, out ReadOnlySpan<byte> texts))
            {
                message.Add(record, texts, wallClockOffset);
                writer.Release(record);
            }
        }

        first = (first + 1) % taps.Length;
    }
}
