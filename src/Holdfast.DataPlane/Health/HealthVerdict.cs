namespace Holdfast.DataPlane.Health;

/// <summary>What is thought of a server's health; draining is a decision, not a verdict.</summary>
public enum HealthVerdict : byte
{
    Healthy = 0,

    /// <summary>Real traffic found it dead or failing: see <see cref="EjectionReason"/>.</summary>
    Ejected,

    /// <summary>Probes found it down.</summary>
    ProbesFailed,
}
