namespace Holdfast.Incidents.Replay;

/// <param name="Class">Such as critical.</param>
/// <param name="Path">A path that the configuration sends to the pool with this class.</param>
internal sealed record ReplayRoute(string Class, string Path);
