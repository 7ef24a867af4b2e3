namespace Holdfast.Drills.Load;

/// <summary>What a load showed. The warm-up is left out of everything but the series by second.</summary>
public sealed record LoadResult
{
    public required LoadEnd End { get; init; }

    /// <summary>The rule that ended it, as it is written; empty otherwise.</summary>
    public required string AbortedBy { get; init; }

    /// <summary>Measured time: the plan's, or less when it ended early.</summary>
    public required TimeSpan Duration { get; init; }

    public required IReadOnlyList<LoadClassResult> Classes { get; init; }

    /// <summary>All classes together.</summary>
    public required LoadClassResult Total { get; init; }

    public required GeneratorHealth Health { get; init; }

    /// <summary>What happened in each second, warm-up and the time after the last request included.</summary>
    public required IReadOnlyList<LoadSecond> Seconds { get; init; }

    /// <summary>Whole answers that came within the measured time, whenever their requests were sent, per second of it.</summary>
    public required double AchievedPerSecond { get; init; }

    /// <summary>Requests that were due, per second.</summary>
    public double OfferedPerSecond => Duration > TimeSpan.Zero ? Total.Counts.Intended / Duration.TotalSeconds : 0;
}
