namespace Holdfast.DataPlane;

/// <summary>What follows from an outcome.</summary>
/// <param name="Status">Status the client is answered with when nothing of an answer was sent yet; 0 sends none.</param>
/// <param name="Label">Value of the metric label and the access log.</param>
/// <param name="Cause">Who caused it.</param>
/// <param name="Closes">The client's connection cannot be used again.</param>
public sealed record OutcomeRow(RequestOutcome Outcome, int Status, string Label, OutcomeCause Cause, bool Closes);
