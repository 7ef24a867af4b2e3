using Holdfast.Configuration;

namespace Holdfast.Cli;

/// <summary>RFC 9457, with the findings of a refused configuration.</summary>
internal sealed record ApiProblem(string? Detail, IReadOnlyList<ConfigFinding>? Findings);
