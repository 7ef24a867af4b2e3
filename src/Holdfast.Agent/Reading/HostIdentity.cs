namespace Holdfast.Agent.Reading;

/// <param name="MachineId">Of the installation, as it is on disk; never leaves the host unhashed.</param>
/// <param name="BootId">Of this start of the kernel.</param>
internal sealed record HostIdentity(string Name, string? MachineId, string? BootId, double UptimeSeconds, IReadOnlyList<string> Addresses);
