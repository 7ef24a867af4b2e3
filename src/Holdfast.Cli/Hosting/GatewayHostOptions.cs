using Holdfast.DataPlane;
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

    /// <summary>Listening sockets of the process that is being replaced.</summary>
    public IReadOnlyList<InheritedListener> Inherited { get; init; } = [];
}
