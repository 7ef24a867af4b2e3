namespace Holdfast.Admin;

/// <param name="Deadline">When connections that are left will be closed.</param>
public sealed record DrainOutcome(bool Started, int Clients, DateTimeOffset Deadline);
