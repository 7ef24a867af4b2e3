using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Fleet;

/// <summary>One host as the gateway knows it. Owner: <see cref="AgentDesk"/>, under its lock.</summary>
internal sealed class HostState(string name, AgentReport report, DateTimeOffset at)
{
    public string Name { get; } = name;

    public AgentReport Report { get; set; } = report;

    public DateTimeOffset FirstAt { get; } = at;

    public DateTimeOffset LastAt { get; set; } = at;

    /// <summary>How long it may wait until its next report, as it was told and as it said itself.</summary>
    public TimeSpan Pause { get; set; }

    /// <summary>No report for longer than it should take.</summary>
    public bool IsSilent { get; set; }

    public IReadOnlyList<FleetServer> Servers { get; set; } = [];

    /// <summary>What is told of it now: the agent's own and the gateway's.</summary>
    public IReadOnlyList<HostFinding> Findings { get; set; } = [];

    /// <summary>Since when the gateway tells what it found itself.</summary>
    public Dictionary<(string Kind, string Subject), DateTimeOffset> Since { get; } = [];

    public EventAllowance Events { get; } = new();
}
