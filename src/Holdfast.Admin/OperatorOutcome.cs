namespace Holdfast.Admin;

/// <summary>What became of an operator's word about a server or a client.</summary>
/// <param name="Detail">Why it was not taken, for people; empty when it was.</param>
public sealed record OperatorOutcome(OperatorOutcomeKind Kind, string Detail)
{
    public static OperatorOutcome Applied { get; } = new(OperatorOutcomeKind.Applied, string.Empty);
}
