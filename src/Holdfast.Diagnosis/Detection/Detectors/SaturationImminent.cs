namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>A pool is full within two minutes if it goes on like this: people are called before it is.</summary>
internal sealed class SaturationImminent() : SaturationForecast("saturation-imminent", horizonSeconds: 120, Consequence.Pages);
