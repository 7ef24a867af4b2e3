namespace Holdfast.Storage.Series;

/// <summary>Bounds of the store.</summary>
public sealed record SeriesStoreOptions
{
    /// <summary>The database's file.</summary>
    public required string Path { get; init; }

    /// <summary>Another process has watched until now: what it has not written yet is no time in which nobody did.</summary>
    public bool TakesOver { get; init; }

    /// <summary>How often what is new is written: with the time that takes, a crash loses less than ten seconds.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Past it the oldest steps go before their time; null reckons it from the servers there are and the room there is: <see cref="SeriesBound"/>.</summary>
    public long? Bytes { get; init; }

    /// <summary>Time between tries of a store that does not work.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
