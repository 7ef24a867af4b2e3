namespace Holdfast.Incidents.Lifecycle;

/// <summary>What was found to be the cause, as it was recorded.</summary>
/// <param name="Name">Such as pool-exhaustion.</param>
/// <param name="Claim">One sentence without a full stop.</param>
/// <param name="Trigger">What set it off; null when nothing that was seen did.</param>
public sealed record CauseStatement(string Name, string Claim, double Probability, string? Trigger, string? Sustaining, string? Contributing, DateTimeOffset At, string Reference)
{
    /// <summary>Every server of the pool was gone at once: another server beside them would not have helped.</summary>
    public bool IsOfAllServers { get; init; }
}
