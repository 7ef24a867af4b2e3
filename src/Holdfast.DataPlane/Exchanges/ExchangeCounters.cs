using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// Where one exchange is counted: found when its route and server are known and kept to its end, because a reload in between gives the same
/// places to other routes.
/// </summary>
internal struct ExchangeCounters
{
    public RouteCounters? Route;
    public PoolCounters? Pool;
    public ClassCounters? Class;

    /// <summary>Index of the class, for what pools count by class.</summary>
    public int ClassIndex;

    public ServerCounters? Server;
}
