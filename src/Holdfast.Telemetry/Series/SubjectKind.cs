namespace Holdfast.Telemetry.Series;

/// <summary>What a series is about.</summary>
public enum SubjectKind
{
    Gateway = 0,
    Route,
    Pool,
    Server,

    /// <summary>Requests of one importance, of the whole gateway or of one pool.</summary>
    Class,

    /// <summary>One of those that ask for most.</summary>
    Client,
}
