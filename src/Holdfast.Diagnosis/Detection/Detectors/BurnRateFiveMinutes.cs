namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>At a service level of 99.9 % it is 4.3 % of the requests that went wrong over five minutes.</summary>
internal sealed class BurnRateFiveMinutes() : BurnRate("burn-rate-5m", "5 min", seconds: 300, burn: 43.2);
