using Holdfast.Admin;

namespace Holdfast.Cli;

/// <summary>One look at a gateway. Exactly one of state, refusal and failure is there.</summary>
/// <param name="Failure">Why nobody answered.</param>
internal sealed record TopSample(DateTimeOffset At, GatewayStateReport? State, AdminAnswer? Refused, string? Failure)
{
    /// <summary>The answer as it came.</summary>
    public string Body { get; init; } = string.Empty;
}
