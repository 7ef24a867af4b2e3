namespace Holdfast.Agent.Findings;

/// <summary>Everything that is looked for on a host, one line each. What only the gateway can see is in <see cref="Fleet.FleetRules"/>.</summary>
internal static class HostRules
{
    public static IReadOnlyList<IHostRule> All { get; } =
    [
        new DiskFailing(),
        new DiskErrors(),
        new FileSystemDamaged(),
        new DiskNearlyFull(),
        new DiskFilling(),
        new MemoryErrors(),
        new MemoryShort(),
        new MemoryLeak(),
        new KilledForMemory(),
        new FilesShort(),
        new TooHot(),
        new HostRestarted(),
        new ServerRestarted(),
        new ClockOff(),
        new ProcessorStolen(),
        new Hog(),
    ];
}
