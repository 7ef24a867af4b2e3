using Holdfast.DataPlane;
using Holdfast.DataPlane.Takeover;
using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

internal sealed record GatewayHostOptions
{
    /// <summary>The file that a reload reads; what the configuration is called where there is none.</summary>
    public required string ConfigPath { get; init; }

    public required INetwork Network { get; init; }

    public INameResolver Names { get; init; } = new NameResolver();

    public required IClock Clock { get; init; }

    public required EventLog Events { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Overrides timeouts.drain.</summary>
    public TimeSpan? Drain { get; init; }

    /// <summary>Where copies of configurations go; null keeps none.</summary>
    public LastGoodCopies? Copies { get; init; }

    /// <summary>The database of the series; null keeps them in memory only.</summary>
    public string? SeriesPath { get; init; }

    /// <summary>The policy by which people are told; null tells nobody.</summary>
    public string? EscalationPath { get; init; }

    /// <summary>The database of incidents; null keeps them in memory only.</summary>
    public string? IncidentsPath { get; init; }

    /// <summary>The ledger of drills' verdicts; null sees none of other processes.</summary>
    public string? DrillsPath { get; init; }

    /// <summary>Where learned limits are kept over a crash; null keeps none.</summary>
    public LimitFile? Limits { get; init; }

    /// <summary>Where the servers are counted together with a predecessor or a successor.</summary>
    public SharedLimits? SharedLimits { get; init; }

    /// <summary>Limits to begin with; empty in a takeover, where the predecessor's are shared.</summary>
    public IReadOnlyList<LearnedLimit> Learned { get; init; } = [];

    /// <summary>Listening sockets of the process that is being replaced.</summary>
    public IReadOnlyList<InheritedListener> Inherited { get; init; } = [];
}
