using Holdfast.Configuration;
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

    /// <summary>Where an access log with the path "stdout" goes: the terminal belongs to the process's owner.</summary>
    public Stream? StandardOutput { get; init; }
}
