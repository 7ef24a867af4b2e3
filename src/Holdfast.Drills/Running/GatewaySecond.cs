namespace Holdfast.Drills.Running;

/// <summary>What the gateway's processes used in a second.</summary>
/// <param name="User">Seconds of a processor.</param>
/// <param name="System">Seconds of a processor in the kernel on their behalf.</param>
/// <param name="Resident">Bytes of memory at the end of the second.</param>
public readonly record struct GatewaySecond(double User, double System, long Resident);
