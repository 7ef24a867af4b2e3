using Holdfast.Telemetry.Series;

namespace Holdfast.Telemetry;

/// <summary>Label values by the index that the data plane counts with: the order of its enums.</summary>
public sealed record MetricLabels(
    IReadOnlyList<string> Outcomes,
    IReadOnlyList<string> Rejections,
    IReadOnlyList<string> ConnectFailures)
{
    /// <summary>Classes of requests, most important first.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Of the outcomes, those that are refusals for want of capacity.</summary>
    public IReadOnlyList<string> ShedReasons { get; init; } = [];

    /// <summary>Reasons to take a server out.</summary>
    public IReadOnlyList<string> Ejections { get; init; } = [];

    /// <summary>Why a request was sent again.</summary>
    public IReadOnlyList<string> RetryKinds { get; init; } = [];

    /// <summary>Why a request was not sent again that might have been.</summary>
    public IReadOnlyList<string> RetryRefusals { get; init; } = [];

    /// <summary>By outcome: what one that ended so is recorded as. Answers with a status of 500 or above are counted apart.</summary>
    public IReadOnlyList<Signal> OutcomeSignals { get; init; } = [];
}
