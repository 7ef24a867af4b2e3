namespace Holdfast.Incidents.Lifecycle;

/// <summary>A server that a cause blames, as it stands now by the records. Immutable.</summary>
/// <param name="Refuses">It turned everybody away at once: nobody listened there.</param>
/// <param name="IsOut">The gateway has taken it out.</param>
/// <param name="IsDrained">Somebody has: it gets nothing new.</param>
/// <param name="BackSince">Since when it may be used again, where it was out.</param>
internal sealed record BlamedServer(string Name, bool Refuses, bool IsOut, bool IsDrained, DateTimeOffset? BackSince);
