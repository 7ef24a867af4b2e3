namespace Holdfast.Drills;

/// <summary>What happened in one second.</summary>
/// <param name="At">End of the second, milliseconds of Unix time, to lay several origins side by side.</param>
internal readonly record struct OriginSecond(long At, long Admitted, long Completed, long Refused, long Errors, int InFlight, int Connections, int Sessions);
