namespace Holdfast.Incidents.Measures;

/// <param name="Name">For programs, such as acknowledgeSeconds.</param>
/// <param name="Heading">For people.</param>
public sealed record MeasureColumn(string Name, string Heading, Func<IncidentMeasures, double?> Read);
