namespace Holdfast.Incidents.Postmortems.Rendering;

/// <summary>A moment of the timeline in a chart.</summary>
internal sealed record ChartMark(DateTimeOffset At, string Text);
