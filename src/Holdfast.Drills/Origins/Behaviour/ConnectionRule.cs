namespace Holdfast.Drills;

/// <summary>How many connections the origin serves at once, and what becomes of the next one.</summary>
public readonly record struct ConnectionRule(int Maximum, AtCap AtCap)
{
    /// <param name="open">Connections that are served now.</param>
    public ConnectionDecision Next(int open) =>
        open < Maximum ? ConnectionDecision.Serve : AtCap == AtCap.Refuse ? ConnectionDecision.Reset : ConnectionDecision.LeaveToKernel;
}
