using Holdfast.Foundation;

namespace Holdfast.Drills;

/// <summary>What an <see cref="Origin"/> is from its start to its end; what can change while it runs is its <see cref="Behaviour"/>.</summary>
public sealed record OriginOptions
{
    public required NetworkAddress Address { get; init; }

    /// <summary>Where it takes orders; null: nowhere.</summary>
    public NetworkAddress? Control { get; init; }

    public string Name { get; init; } = "origin";

    /// <summary>Connections that the kernel accepts ahead of the origin.</summary>
    public int BacklogConnections { get; init; } = 128;

    /// <summary>TCP echo instead of HTTP; each connection is a session.</summary>
    public bool Echo { get; init; }

    /// <summary>Leave when the process that started this one has ended.</summary>
    public bool WatchParent { get; init; }

    public ulong Seed { get; init; } = 1;

    public OriginBehaviour Behaviour { get; init; } = new();
}
