namespace Holdfast.Incidents.Measures;

/// <summary>What is measured of an incident, one line each: for tables, CSV and sums alike.</summary>
public static class MeasureColumns
{
    public static IReadOnlyList<MeasureColumn> All { get; } =
    [
        new("detectSeconds", "detect", one => one.Detect),
        new("tellSeconds", "tell", one => one.Tell),
        new("acknowledgeSeconds", "acknowledge", one => one.Acknowledge),
        new("causeSeconds", "cause", one => one.Cause),
        new("mitigateSeconds", "mitigate", one => one.Mitigate),
        new("endSeconds", "end", one => one.End),
        new("resolveSeconds", "resolve", one => one.Resolve),
        new("downSeconds", "down", one => one.Down),
        new("falseTrailSeconds", "false trails", one => one.FalseTrails),
    ];
}
