using Holdfast.Drills.Load;

namespace Holdfast.Drills.Scenarios;

/// <summary>
/// One outage on one page: the servers, what stands before them, the traffic, the faults on a time line, and what must hold. Immutable;
/// all times are counted from the first request. Next: <see cref="ScenarioReader"/>, then Running/DrillRunner.
/// </summary>
public sealed record Scenario
{
    public string Name { get; init; } = "";

    public string Title { get; init; } = "";

    /// <summary>What happened when it was real, and what is looked for.</summary>
    public string History { get; init; } = "";

    public ulong Seed { get; init; } = 1;

    public CapacityUnit Unit { get; init; } = CapacityUnit.Requests;

    public IReadOnlyList<ScenarioOrigin> Origins { get; init; } = [];

    public GatewayPlan Gateway { get; init; } = new();

    public IReadOnlyList<ScenarioPhase> Phases { get; init; } = [];

    /// <summary>Phases over which the comparison is measured; the others warm up or show the quiet before.</summary>
    public IReadOnlyList<string> Measured { get; init; } = [];

    /// <summary>Phase in which the trouble begins: detection is counted from its start. Empty: from the first fault or measured phase.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>Phase that begins when the trouble ends: recovery is counted from its start. Empty when there is none.</summary>
    public string Recovery { get; init; } = "";

    /// <summary>As in a traffic file; its rates run along the time line.</summary>
    public IReadOnlyList<TrafficClass> Traffic { get; init; } = [];

    /// <summary>What went wrong when it was real.</summary>
    public RecordedHarm Recorded { get; init; } = new();

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    public IReadOnlyList<ScenarioExpectation> Expectations { get; init; } = [];

    /// <summary>Configurations of Holdfast that the page brings along, by name; they win over files beside it.</summary>
    public IReadOnlyDictionary<string, string> Configurations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public AbortRule Abort { get; init; } = new();

    public QuickPlan Quick { get; init; } = new();

    public TimeSpan Length => Phases.Aggregate(TimeSpan.Zero, static (sum, phase) => sum + phase.Length);
}
