namespace Holdfast.Drills;

/// <summary>What <see cref="ConnectionRule"/> says about the next connection.</summary>
public enum ConnectionDecision
{
    Serve = 0,

    /// <summary>Not accepted until one of the present ones ends.</summary>
    LeaveToKernel,

    Reset,
}
