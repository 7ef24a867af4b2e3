namespace Holdfast.Incidents.Postmortems.Linting;

/// <summary>One thing that is wrong or doubtful in a postmortem.</summary>
/// <param name="Line">From 1; of the document as it was given.</param>
/// <param name="Quote">The words it is about, as they stand in the line; empty where something is missing.</param>
/// <param name="Message">What is wrong, with the figures it was computed from.</param>
public sealed record LintFinding(string Rule, LintSeverity Severity, int Line, string Quote, string Message, string Remedy);
