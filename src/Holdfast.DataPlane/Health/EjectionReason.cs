namespace Holdfast.DataPlane.Health;

/// <summary>Why a server was taken out. Closed; <see cref="EjectionReasons"/> has a row for each.</summary>
public enum EjectionReason : byte
{
    /// <summary>It was not.</summary>
    None = 0,

    /// <summary>A connect was refused or reset, or one was not accepted in time and a probe failed, too.</summary>
    ConnectFailed,

    /// <summary>Connections with unanswered requests broke, several in a second.</summary>
    ConnectionsLost,

    /// <summary>It said nothing while requests waited and its peers answered, and a probe of it failed, too.</summary>
    Silent,

    /// <summary>It failed several requests in a row.</summary>
    ErrorsInARow,

    /// <summary>It failed far more of its requests than its peers do.</summary>
    ErrorRate,

    /// <summary>It had just come back and failed again.</summary>
    FailedAgain,

    /// <summary>Probes found it down.</summary>
    ProbesFailed,
}
