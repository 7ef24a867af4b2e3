using Holdfast.Drills.Load;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Running;

/// <summary>
/// What a run left behind, second by second from the first request: from the clients' side, from the servers' side, and what happened
/// when. Immutable; expectations judge nothing else, so that a made-up run can prove each of them.
/// </summary>
public sealed record RunData
{
    public CapacityUnit Unit { get; init; }

    public IReadOnlyList<PhaseSpan> Phases { get; init; } = [];

    /// <summary>Names of the phases that the comparison measures.</summary>
    public IReadOnlyList<string> Measured { get; init; } = [];

    /// <summary>Phase from whose start detection is counted; empty for the first fault or measured phase.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>Phase from whose start recovery is counted; empty when there is none.</summary>
    public string Recovery { get; init; } = "";

    /// <summary>What each class of the traffic was to offer along the time line.</summary>
    public IReadOnlyList<RateCurve> Rates { get; init; } = [];

    public IReadOnlyList<ClassSeries> Classes { get; init; } = [];

    public IReadOnlyList<ServerSeries> Servers { get; init; } = [];

    /// <summary>What the gateway's processes used, second by second.</summary>
    public IReadOnlyList<GatewaySecond> Gateway { get; init; } = [];

    /// <summary>What the gateway itself has counted when the run ended; empty for those that are not asked.</summary>
    public IReadOnlyDictionary<string, double> Counters { get; init; } = new Dictionary<string, double>();

    /// <summary>In order of time.</summary>
    public IReadOnlyList<RunEvent> Events { get; init; } = [];

    /// <summary>Whole seconds that were recorded.</summary>
    public int Seconds => Classes.Count == 0 ? 0 : Classes.Max(static series => series.Seconds.Count);
}
