namespace Holdfast.Drills;

/// <summary>How <see cref="LevelSeries"/> measures.</summary>
public sealed record LevelOptions
{
    public TimeSpan PerLevel { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Before each level: the requests of the one before it are over, and the server's pools have their new size.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(1);

    public int Highest { get; init; } = 512;
}
