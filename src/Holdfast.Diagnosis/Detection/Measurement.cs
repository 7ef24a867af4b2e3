namespace Holdfast.Diagnosis.Detection;

/// <summary>What a detector read of one subject in one second.</summary>
/// <param name="Severity">1 and more is over the threshold; below 0.5 is clear of it.</param>
/// <param name="Value">What was measured, in the unit of the detector's text.</param>
/// <param name="Reference">The threshold or the expected value beside it.</param>
/// <param name="Began">The second in which it began as far as the detector can tell.</param>
public readonly record struct Measurement(SeriesSubject Subject, double Severity, double Value, double Reference, long Began)
{
    /// <summary>So far from anything that chance does that no second second is waited for.</summary>
    public bool IsPlain { get; init; }
}
