namespace Holdfast.Incidents.Escalation;

/// <summary>Who is told by which channel.</summary>
/// <param name="Fallbacks">Channels to use when it does not work, in order.</param>
internal sealed record NotificationTarget(string Person, string Channel, IReadOnlyList<string> Fallbacks);
