using Holdfast.Telemetry.Series;

namespace Holdfast.Storage.Series;

/// <summary>For how long what is kept.</summary>
internal sealed record SeriesRetention
{
    private const int Day = 24 * 3600;

    public int Seconds { get; init; } = new SeriesLimits().Seconds;

    public int ServerSeconds { get; init; } = new SeriesLimits().ServerSeconds;

    /// <summary>By length of the step.</summary>
    public IReadOnlyList<(int Step, int Seconds)> StepSeconds { get; init; } = [(StepsChunk.StepSeconds[0], 2 * Day), (StepsChunk.StepSeconds[1], 60 * Day)];

    public int ChangeSeconds { get; init; } = 60 * Day;

    public int FindingSeconds { get; init; } = 60 * Day;
}
