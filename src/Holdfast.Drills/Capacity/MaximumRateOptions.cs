namespace Holdfast.Drills;

/// <summary>Bounds of a search; the defaults end within two minutes.</summary>
public sealed record MaximumRateOptions
{
    /// <summary>Where the climb begins. Requests per second, like all rates here.</summary>
    public double StartRate { get; init; } = 20;

    /// <summary>A server that does not sustain this sustains nothing.</summary>
    public double RateMinimum { get; init; } = 1;

    /// <summary>Never offered more.</summary>
    public double RateMaximum { get; init; } = 1_000_000;

    /// <summary>The search is content when the interval reaches no further than this share to either side of its middle.</summary>
    public double Precision { get; init; } = 0.075;

    /// <summary>How sure the interval is.</summary>
    public double Confidence { get; init; } = 0.90;

    public int TrialsMaximum { get; init; } = 40;

    /// <summary>All trials and pauses together.</summary>
    public TimeSpan TotalTime { get; init; } = TimeSpan.FromSeconds(115);

    /// <summary>Measured part of a trial of the climb: it only has to tell a factor of two.</summary>
    public TimeSpan ClimbTrial { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait for an idle server after a trial.</summary>
    public TimeSpan CoolDownMaximum { get; init; } = TimeSpan.FromSeconds(10);
}
