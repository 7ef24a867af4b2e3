namespace Holdfast.Telemetry.Series;

/// <summary>Bounds of the series in memory.</summary>
public sealed record SeriesLimits
{
    /// <summary>
    /// For everything but servers and clients: as long as an outage and what led to it, so that it can be looked at without the disk.
    /// </summary>
    public int Seconds { get; init; } = 2 * 3600;

    /// <summary>Servers are many; what a pool's longer past needs of them is on disk in steps of 10 s.</summary>
    public int ServerSeconds { get; init; } = 15 * 60;

    /// <summary>Past it the oldest seconds of all subjects go, whatever their time. 256 MiB less what the rest of recording takes.</summary>
    public long Bytes { get; init; } = 240L * 1024 * 1024;

    /// <summary>Those that ask for most come and go; the ones unseen for longest make room.</summary>
    public int Clients { get; init; } = 64;

    /// <summary>Of all kinds; more are not recorded. 20,000 servers with 100 signals each would not fit anyway.</summary>
    public int Subjects { get; init; } = 25_000;

    internal int SecondsOf(SubjectKind kind) => kind is SubjectKind.Server or SubjectKind.Client ? ServerSeconds : Seconds;
}
