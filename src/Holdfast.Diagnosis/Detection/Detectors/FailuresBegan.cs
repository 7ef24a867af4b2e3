namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>One request in twenty fails within three seconds, and did not before.</summary>
internal sealed class FailuresBegan() : NewFailures("failures-began", seconds: 3, leastBad: 5, leastShare: 0.05);
