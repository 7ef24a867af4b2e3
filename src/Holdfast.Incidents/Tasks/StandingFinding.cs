namespace Holdfast.Incidents.Tasks;

/// <summary>Something that a program has found and that is still so.</summary>
/// <param name="Name">Which it is, the same as long as it stands, such as host:db-1:disk-filling:/var.</param>
/// <param name="Text">What was found and what to do about it, with the figures.</param>
public sealed record StandingFinding(string Name, string Text, DateTimeOffset Since);
