namespace Holdfast.Incidents.Notifications;

/// <summary>A message that nobody has heard by any of its channels. Immutable.</summary>
/// <param name="Key">The same as long as it waits.</param>
/// <param name="Since">When it was queued.</param>
public sealed record Undelivered(long Incident, string Key, string Person, string Purpose, IReadOnlyList<string> Channels, DateTimeOffset Since)
{
    /// <summary>A sentence without a full stop.</summary>
    public string Text => FormattableString.Invariant($"{Person} cannot be told of incident {Incident} ({Purpose}): {string.Join(" and ", Channels)} {(Channels.Count == 1 ? "does" : "do")} not take it since {Since.UtcDateTime:HH:mm:ss} UTC; it is tried again");
}
