namespace Holdfast.Drills.Running;

/// <param name="At">Seconds from the first request.</param>
public sealed record RunEvent(double At, RunEventKind Kind, string Text);
