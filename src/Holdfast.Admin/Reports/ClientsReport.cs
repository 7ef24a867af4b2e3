namespace Holdfast.Admin;

/// <summary>Connections of clients.</summary>
/// <param name="Current">Now.</param>
/// <param name="Maximum">As many as may be: <c>limits.maximumClients</c>, or what the limit of open files allows.</param>
/// <param name="RefusedPerSecond">In the last second, because there were as many as may be.</param>
public sealed record ClientsReport(int Current, int Maximum, double RefusedPerSecond);
