using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>One class over the measured time: every request whose intended time lies in it, whenever it ended.</summary>
public sealed record LoadClassResult
{
    public required string Name { get; init; }

    public required LoadCounts Counts { get; init; }

    /// <summary>From the intended time, of 2xx answers and of requests that were given up. Refusals are quick and would flatter it.</summary>
    public required FineHistogram Response { get; init; }

    /// <summary>The same ones from the time at which they were really sent.</summary>
    public required FineHistogram Service { get; init; }

    /// <summary>Refusals (429, 503), from the intended time.</summary>
    public required LatencyHistogram ShedResponse { get; init; }

    /// <summary>Answers by status, of all attempts.</summary>
    public required IReadOnlyDictionary<int, long> Statuses { get; init; }

    /// <summary>Second by second, warm-up included.</summary>
    public required IReadOnlyList<LoadCohort> Cohorts { get; init; }

    /// <summary>Of the measured time, an hour at most.</summary>
    public IReadOnlyList<LoadTenth> Tenths { get; init; } = [];
}
