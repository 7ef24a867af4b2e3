namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>A pool is full within a quarter of an hour if it goes on like this.</summary>
internal sealed class SaturationNear() : SaturationForecast("saturation-near", horizonSeconds: 900, Consequence.Suspects);
