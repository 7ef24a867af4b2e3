namespace Holdfast.Telemetry.Series;

/// <summary>What a signal means.</summary>
/// <param name="Name">As it is written in queries: "first-byte-p99".</param>
/// <param name="Unit">Of the values: "requests/s", "s", "B".</param>
/// <param name="Subjects">Who has it.</param>
/// <param name="Text">A sentence for operators.</param>
public sealed record SignalRow(Signal Signal, string Name, string Unit, SignalKind Kind, IReadOnlyList<SubjectKind> Subjects, string Text);
