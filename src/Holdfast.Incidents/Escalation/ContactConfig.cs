namespace Holdfast.Incidents.Escalation;

/// <summary>Somebody who can be told.</summary>
/// <param name="Channels">Names; the second is used when the first does not work.</param>
public sealed record ContactConfig(string Name, IReadOnlyList<string> Channels);
