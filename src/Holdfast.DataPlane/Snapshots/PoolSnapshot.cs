using Holdfast.Configuration;

namespace Holdfast.DataPlane.Snapshots;

/// <summary>One compiled pool. Its servers' state objects are shared by all workers and live on over reloads.</summary>
public sealed class PoolSnapshot
{
    public required string Name { get; init; }

    public required int Index { get; init; }

    public required ServerState[] Servers { get; init; }

    public required BalanceConfig Balance { get; init; }

    /// <summary>Name of the hashed header or cookie; empty where none is needed.</summary>
    public required byte[] HashName { get; init; }

    /// <summary>Name of the sticky cookie; empty for none.</summary>
    public required byte[] StickyCookie { get; init; }

    /// <summary>What follows the token in Set-Cookie.</summary>
    public required byte[] StickyAttributes { get; init; }

    /// <summary>Judges the pool's servers by probes and by real traffic.</summary>
    public required PoolHealth Health { get; init; }

    /// <summary>Overload protection is on.</summary>
    public required bool IsProtected { get; init; }

    /// <summary>Where requests wait when every server is at its limit.</summary>
    public required PoolGate Gate { get; init; }

    public required int MaximumIdleConnections { get; init; }

    public required long IdleNanoseconds { get; init; }

    /// <summary>Policy, weights and servers as one text: equal texts keep the balancer with its state over a reload.</summary>
    public required string BalancingFingerprint { get; init; }
}
