namespace Holdfast.Admin;

/// <summary>What somebody announces.</summary>
public sealed record EventRequest(string? What, string? Kind, string? Subject, string? Before, string? After, DateTimeOffset? HappenedAt);
