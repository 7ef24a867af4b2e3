namespace Holdfast.Drills.Reports;

/// <summary>Second by second, what its processes used.</summary>
/// <param name="User">Seconds of a processor.</param>
/// <param name="System">Seconds of a processor in the kernel on their behalf.</param>
/// <param name="Resident">Bytes of memory.</param>
public sealed record ReportedGateway(IReadOnlyList<double> User, IReadOnlyList<double> System, IReadOnlyList<long> Resident);
