namespace Holdfast.Incidents.Drills;

/// <param name="Sentence">The expectation as people say it.</param>
/// <param name="Measured">With its unit.</param>
public sealed record DrillExpectationResult(string Sentence, bool Passed, string Measured);
