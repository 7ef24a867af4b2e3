namespace Holdfast.DataPlane.Upstreams;

/// <summary>Reasons why a server takes no requests. They add up: it is available again when none is left.</summary>
[Flags]
public enum ServerCondition
{
    None = 0,

    /// <summary>Active probes judged it down.</summary>
    ProbesFailed = 1,

    /// <summary>Real traffic judged it down: see <see cref="EjectionReason"/>.</summary>
    Ejected = 2,

    /// <summary>It leaves on purpose: running exchanges finish, new ones go elsewhere.</summary>
    Draining = 4,
}
