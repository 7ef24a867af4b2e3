namespace Holdfast.Drills.Scenarios;

/// <summary>One action of the time line: which key it is written with, what the line says about it, what it does to capacity.</summary>
/// <param name="Key">The key in the scenario.</param>
/// <param name="Target">The server, configuration or text that was written there; empty when the fault is of another kind.</param>
/// <param name="NamesServer">Whether the target must be a server of the scenario.</param>
/// <param name="Sentence">For the time line.</param>
/// <param name="CapacityAfter">Capacity of the server from then on, given its full one and its present one; null for kinds that leave it.</param>
/// <param name="Apply">Does it to the running drill.</param>
public sealed record FaultKind(
    string Key,
    Func<Fault, string> Target,
    bool NamesServer,
    Func<Fault, string> Sentence,
    Func<Fault, double, double, double>? CapacityAfter,
    Func<IFaultTarget, Fault, CancellationToken, Task> Apply);
