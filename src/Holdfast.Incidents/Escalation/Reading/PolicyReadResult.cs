namespace Holdfast.Incidents.Escalation.Reading;

/// <param name="Policy">Null when there is a finding.</param>
public sealed record PolicyReadResult(EscalationConfig? Policy, IReadOnlyList<PolicyFinding> Findings);
