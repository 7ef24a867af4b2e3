namespace Holdfast.DataPlane.Health.Rules;

/// <summary>
/// One way in which real traffic shows that a server is not well. Pure: judges what it is shown. Rules are asked of available servers
/// only, 10 to 20 times a second. What the rules say can be overruled in <see cref="PoolHealth"/>: by a common cause, or because no
/// other server would be left.
/// </summary>
internal interface IEjectionRule
{
    EjectionReason Reason { get; }

    /// <summary>Not enough to eject: the server is capped at one request and asked by a probe, whose failure ejects it.</summary>
    bool OnlySuspects { get; }

    bool Speaks(ServerHealth server, PoolEvidence pool);
}
