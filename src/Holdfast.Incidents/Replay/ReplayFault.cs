namespace Holdfast.Incidents.Replay;

/// <summary>What a server did for a while.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="From">Unix second.</param>
/// <param name="To">First second in which it was over; null when it lasts to the end.</param>
/// <param name="Size">How many times slower, or the share of errors; 0 for the others.</param>
internal sealed record ReplayFault(ReplayServer Server, ReplayFaultKind Kind, long From, long? To, double Size);
