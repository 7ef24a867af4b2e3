namespace Holdfast.Agent.Reading;

/// <param name="CriticalCelsius">Where the hardware protects itself; null where it does not say.</param>
internal sealed record Temperature(string Sensor, double Celsius, double? CriticalCelsius);
