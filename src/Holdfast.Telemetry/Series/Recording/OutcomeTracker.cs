namespace Holdfast.Telemetry.Series;

/// <summary>What requests came to since the last look, by signal. Thread of the recorder only.</summary>
/// <param name="signals">By outcome: what it is recorded as.</param>
internal sealed class OutcomeTracker(IReadOnlyList<Signal> signals)
{
    private readonly CounterDelta[] deltas = new CounterDelta[signals.Count];

    /// <returns>How many requests have ended.</returns>
    public long Take(ReadOnlySpan<long> totals, Traffic into)
    {
        long ended = 0;
        for (int outcome = 0; outcome < deltas.Length; outcome++)
        {
            long change = deltas[outcome].Take(totals[outcome]);
            if (change > 0)
            {
                into.Count(signals[outcome], change);
                ended += change;
            }
        }

        return ended;
    }
}
