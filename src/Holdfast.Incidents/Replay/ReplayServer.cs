namespace Holdfast.Incidents.Replay;

/// <summary>A server as the drill needs it.</summary>
/// <param name="Name">As the configuration names it, when a drill can name it so.</param>
/// <param name="Recorded">Its name in the series.</param>
internal sealed record ReplayServer(string Name, string Recorded, int Weight);
