namespace Holdfast.Incidents.Escalation;

/// <summary>A time in which nobody is called, such as planned work.</summary>
/// <param name="Pool">Only of this pool; null for all.</param>
public sealed record SilenceConfig(DateTimeOffset From, DateTimeOffset To, string Why, string? Pool)
{
    public bool Covers(string pool, DateTimeOffset now) => now >= From && now < To && (Pool is null || Pool == pool);
}
