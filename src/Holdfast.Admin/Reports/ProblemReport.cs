using Holdfast.Configuration;

namespace Holdfast.Admin;

/// <summary>RFC 9457. The type is always about:blank, so the title is the status's own name.</summary>
/// <param name="Findings">Extension member: what is wrong with a configuration.</param>
internal sealed record ProblemReport(string Type, string Title, int Status, string Detail, IReadOnlyList<ConfigFinding>? Findings = null);
