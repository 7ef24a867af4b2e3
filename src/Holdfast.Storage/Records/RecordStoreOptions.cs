namespace Holdfast.Storage.Records;

/// <summary>Bounds of the store.</summary>
public sealed record RecordStoreOptions
{
    /// <summary>The database's file; null keeps records in memory only.</summary>
    public required string? Path { get; init; }

    /// <summary>An incident takes about 200 KiB: this is a life's worth of them, and a bound for a mistake.</summary>
    public long Bytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Records that wait in memory for a disk that does not take them; beyond it new ones are lost with the process.</summary>
    public int WaitingMaximum { get; init; } = 100_000;

    /// <summary>How full it is when that is said, 0 to 1: a fifth of a life's worth is left.</summary>
    public const double TellAt = 0.8;

    /// <summary>A damaged file stays where it is and no new one is begun: for who only reads.</summary>
    public bool LeavesDamaged { get; init; }

    /// <summary>Time between tries of a disk that does not work.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}
