namespace Holdfast.Admin;

/// <summary>What became of an operator's word about a server or a client.</summary>
/// <param name="Detail">Why it was not taken, for people; empty when it was.</param>
public sealed record OperatorOutcome(OperatorOutcomeKind Kind, string Detail)
{
    public static OperatorOutcome Applied { get; } = new(OperatorOutcomeKind.Applied, string.Empty);

    /// <summary>It was so already, and nothing has changed.</summary>
    public bool WasSoAlready { get; init; }

    /// <summary>The earlier word about the same client that this one takes the place of, as the configuration writes rates; null where there was none.</summary>
    public string? Replaced { get; init; }
}
