namespace Holdfast.DataPlane.Overload;

/// <summary>What became of an operator's word about a limit. Closed.</summary>
public enum LimitOverrideResult : byte
{
    /// <summary>It holds within the next tick of the control loop.</summary>
    Applied = 0,

    NoSuchPool,

    NoSuchServer,

    /// <summary>Where protection is off there is no limit to set.</summary>
    ProtectionIsOff,

    /// <summary>More than the server may have connections.</summary>
    AboveConnections,

    /// <summary>More than the configuration allows the pool's servers.</summary>
    AboveMaximum,
}
