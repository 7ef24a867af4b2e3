using Holdfast.Incidents.Impact;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>One stretch in which users were hurt or about to be. Immutable.</summary>
/// <param name="Onset">When the first symptom began, as detection reckons.</param>
/// <param name="DeclaredAt">When detection was sure; null where people opened the incident.</param>
/// <param name="ClearedAt">When detection saw no trouble any more; null while it lasts.</param>
/// <param name="ImpactStart">First second in which users were measurably hurt; null when none was.</param>
/// <param name="ImpactEnd">Last such second, as far as it was measured.</param>
public sealed record Outage(int Number, DateTimeOffset Onset, DateTimeOffset? DeclaredAt, DateTimeOffset? ClearedAt, DateTimeOffset? ImpactStart, DateTimeOffset? ImpactEnd)
{
    /// <summary>In the keys of entries: the number, and one more for each outage before it that turned out to be another incident. What was called for that one is not called for this one.</summary>
    public int Round { get; init; } = Number;

    /// <summary>Since when people are called for it, whoever told of it first: what joins it later begins nothing anew.</summary>
    public DateTimeOffset CalledFrom { get; init; }

    /// <summary>Since when users are hurt by what it was declared for: what they felt of a doubt before it, and had long got over, began earlier. Null while nobody was.</summary>
    public DateTimeOffset? HarmFrom { get; init; }

    /// <summary>What users felt of this one alone.</summary>
    public ImpactSum Impact { get; init; } = ImpactSum.None;

    /// <summary>What was found then was found of a doubt, before users were hurt by what the outage was declared for.</summary>
    public bool IsHarmLaterThan(DateTimeOffset found) => HarmFrom > found;

    public DateTimeOffset Start => ImpactStart ?? Onset;

    /// <summary>Null while it lasts. The second that follows the last bad one.</summary>
    public DateTimeOffset? End => ClearedAt is null ? null : ImpactEnd?.AddSeconds(1) ?? ClearedAt;
}
