namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>At a service level of 99.9 % it is 8.6 % of the requests that went wrong over a minute: a total outage is seen after six seconds.</summary>
internal sealed class BurnRateOneMinute() : BurnRate("burn-rate-1m", "60 s", seconds: 60, burn: 86.4);
