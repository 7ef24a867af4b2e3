namespace Holdfast.Incidents.Postmortems.Rendering;

/// <summary>A line of a chart.</summary>
/// <param name="Values">One a step; NaN where nothing was observed.</param>
internal sealed record ChartLine(string Name, string Colour, IReadOnlyList<double> Values);
