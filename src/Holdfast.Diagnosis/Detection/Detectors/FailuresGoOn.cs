namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>One request in seventy fails for twenty seconds, and did not before.</summary>
internal sealed class FailuresGoOn() : NewFailures("failures-go-on", seconds: 20, leastBad: 10, leastShare: 0.015);
