namespace Holdfast.Drills;

/// <param name="RequestsPerSecond">Offered, open-loop.</param>
/// <param name="WarmUp">Offered first and not counted.</param>
/// <param name="Duration">Counted.</param>
public readonly record struct TrialRequest(double RequestsPerSecond, TimeSpan WarmUp, TimeSpan Duration);
