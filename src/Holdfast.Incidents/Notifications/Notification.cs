namespace Holdfast.Incidents.Notifications;

/// <summary>One word to one person. Immutable.</summary>
/// <param name="Key">The same for every try: a receiver that knows it already has had it.</param>
/// <param name="GroupKey">The same for every word on one incident.</param>
/// <param name="Purpose">page, escalation, reminder, update, over, review or test.</param>
/// <param name="Lines">What is to be known, in sentences.</param>
/// <param name="Link">Where it is acknowledged without a token; null when there is nothing to acknowledge.</param>
public sealed record Notification(
    string Key,
    string GroupKey,
    string Purpose,
    long Incident,
    string Severity,
    string Service,
    string Title,
    IReadOnlyList<string> Lines,
    string Person,
    DateTimeOffset Began,
    DateTimeOffset? Ended,
    DateTimeOffset QueuedAt,
    string? Link)
{
    public bool IsOver => Purpose == "over";

    public string Text => string.Join('\n', Lines);
}
