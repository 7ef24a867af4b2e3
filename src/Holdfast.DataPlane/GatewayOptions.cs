using Holdfast.Configuration;
using Holdfast.DataPlane.Takeover;
using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane;

/// <summary>What a gateway is started with.</summary>
public sealed record GatewayOptions
{
    public required GatewayConfig Config { get; init; }

    public required INetwork Network { get; init; }

    public required INameResolver Names { get; init; }

    public required IClock Clock { get; init; }

    public required EventLog Events { get; init; }

    /// <summary>Of all randomness in this process. Printed at start, so that a run can be repeated.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Open descriptors that the process may have.</summary>
    public required int DescriptorLimit { get; init; }

    /// <summary>Listening sockets passed by the process that is being replaced; empty for a start of its own.</summary>
    public IReadOnlyList<InheritedListener> Inherited { get; init; } = [];

    /// <summary>Where servers are counted together with a predecessor or a successor; null for in this process alone. The gateway's to end.</summary>
    public SharedLimits? SharedLimits { get; init; }

    /// <summary>What earlier processes have learned: limits to begin with.</summary>
    public IReadOnlyList<LearnedLimit> Learned { get; init; } = [];

    /// <summary>Where an access log with the path "stdout" goes: the terminal belongs to the process's owner.</summary>
    public Stream? StandardOutput { get; init; }

    /// <summary>What requests need is made ready before the listeners open: <see cref="SpareMaker"/>.</summary>
    public bool MakesSpares { get; init; }

    internal AccessLog? OpenAccessLog(int workers) => Config.AccessLog.Path is not { } path
        ? null
        : new AccessLog(
            new AccessLogOptions
            {
                Path = path,
                BufferBytes = Config.AccessLog.Buffer,
                Workers = workers,
                OutcomeLabels = OutcomeTable.Labels(),
                StandardOutput = StandardOutput,
            },
            Clock,
            Events);
}
