namespace Holdfast.Drills.Running;

/// <summary>From when on something that a gateway says held for a while.</summary>
internal static class LastingStretch
{
    // The first seconds of an outage look like many things; what is said for so long is what people act on.
    private const double LeastSeconds = 5;

    /// <summary>Seconds from the start of the phase; null when nothing lasted. It must begin within the phase; that the phase ends a moment later does not take it away.</summary>
    public static double? From(IReadOnlyList<(double From, double To)> stretches, PhaseSpan phase)
    {
        foreach ((double from, double to) in stretches)
        {
            double begins = Math.Max(from, phase.From);
            if (begins < phase.To && to - begins >= LeastSeconds)
            {
                return begins - phase.From;
            }
        }

        return null;
    }
}
