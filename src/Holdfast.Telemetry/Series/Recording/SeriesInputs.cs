namespace Holdfast.Telemetry.Series;

/// <summary>Where the recorder looks each second.</summary>
public sealed record SeriesInputs
{
    public required MetricCatalog Catalog { get; init; }

    /// <summary>What servers have now, by pool.</summary>
    public required Func<IReadOnlyList<PoolLevels>> ReadLevels { get; init; }

    /// <summary>Use of processor, memory and fullest disk of a server's host, by pool and server; null where no agent reports it.</summary>
    public Func<string, string, (double Cpu, double Memory, double Disk)?>? ReadHost { get; init; }

    /// <summary>How long the slowest worker takes to take up a message.</summary>
    public Func<double> ReadLoopLag { get; init; } = () => double.NaN;
}
