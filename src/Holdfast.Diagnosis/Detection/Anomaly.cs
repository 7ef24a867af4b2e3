namespace Holdfast.Diagnosis.Detection;

/// <summary>A signal that left its normal range and has not come back.</summary>
/// <param name="Began">Unix second since when, as far as the detector can tell.</param>
/// <param name="Fired">Unix second in which it held long enough to count.</param>
public sealed record Anomaly(
    string Detector,
    DetectionLevel Level,
    SignalFamily Family,
    Consequence Consequence,
    SeriesSubject Subject,
    long Began,
    long Fired,
    double Value,
    double Reference,
    string Text);
