namespace Holdfast.DataPlane.Overload.Restoration;

/// <summary>What a look at a <see cref="RestorationRamp"/> has found.</summary>
public enum RampStep : byte
{
    /// <summary>Nothing is being restored.</summary>
    Idle = 0,

    /// <summary>The server is on its way back.</summary>
    Climbing,

    /// <summary>It has its whole limit again.</summary>
    Arrived,

    /// <summary>It failed twice on its way: it is not well and should go out again. Until it does, or where nobody else is there, it has the least share.</summary>
    Failed,
}
