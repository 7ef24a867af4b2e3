namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>At a service level of 99.9 % it is 1.4 % of the requests that went wrong over an hour.</summary>
internal sealed class BurnRateOneHour() : BurnRate("burn-rate-1h", "1 h", seconds: 3600, burn: 14.4);
