namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>At a service level of 99.9 % it is 0.6 % of the requests that went wrong over six hours.</summary>
internal sealed class BurnRateSixHours() : BurnRate("burn-rate-6h", "6 h", seconds: 21600, burn: 6);
