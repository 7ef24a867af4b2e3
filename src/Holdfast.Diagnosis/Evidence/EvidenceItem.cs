namespace Holdfast.Diagnosis.Evidence;

/// <summary>One thing that was seen, with everything needed to look it up again.</summary>
/// <param name="From">Unix second of the window's first value.</param>
/// <param name="To">Unix second of the window's last value.</param>
/// <param name="Quality">0 to 1: how clear it is. Missing telemetry makes no item at all.</param>
/// <param name="Onset">Unix second since when; null when it has no beginning (a state of rest, a comparison).</param>
/// <param name="Text">One sentence with the values, without a full stop.</param>
public sealed record EvidenceItem(
    Sign Sign,
    SignalFamily Family,
    SeriesSubject Subject,
    string Signal,
    long From,
    long To,
    double Value,
    double Baseline,
    double Quality,
    long? Onset,
    string Text)
{
    /// <summary>The only cause that it says something about; none of these where it speaks to all.</summary>
    public CauseClass About { get; init; }

    /// <summary>All that it is about where there are more than the subject, in words; null where there are none.</summary>
    public string? Beside { get; init; }

    /// <summary>Neighbours of the subject that were out before it began, in words; null where there are none.</summary>
    public string? OutBefore { get; init; }

    /// <summary>How many neighbours of the subject that it is not about are out now.</summary>
    public int AlsoOut { get; init; }
}
