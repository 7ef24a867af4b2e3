namespace Holdfast.Admin;

/// <summary>What became of an operator's word about a server's limit.</summary>
/// <param name="Detail">Why it was not taken, for people; empty when it was.</param>
public sealed record LimitOutcome(LimitOutcomeKind Kind, string Detail);
