namespace Holdfast.Telemetry.Series;

/// <summary>How values of a signal are put together over a longer step.</summary>
public enum SignalKind
{
    /// <summary>What happened in a second. Over a step: the mean a second, and the worst second.</summary>
    Rate = 0,

    /// <summary>The value at the end of the second. Over a step: lowest, mean and highest.</summary>
    Level,

    /// <summary>A percentile of the second's times; nothing where nothing was timed. Over a step: lowest, mean and highest.</summary>
    Percentile,
}
