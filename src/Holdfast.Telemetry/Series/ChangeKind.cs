namespace Holdfast.Telemetry.Series;

/// <summary>What sort of thing changed. The names are written into files and answers.</summary>
public enum ChangeKind
{
    Configuration = 0,
    Weights,
    Limit,

    /// <summary>The version that a server names in its answers.</summary>
    Version,

    /// <summary>Announced by who deploys.</summary>
    Deployment,

    /// <summary>What an operator did to the gateway: drained it, fixed a limit.</summary>
    Operator,

    /// <summary>A server was taken out or came back.</summary>
    Health,

    /// <summary>The gateway started, was replaced, or was gone for a while.</summary>
    Restart,

    /// <summary>The machine's clock jumped.</summary>
    Clock,
    Other,

    /// <summary>An agent found something on a server's host, or it is over.</summary>
    Host,

    /// <summary>What overload protection did by itself: began or ended to refuse requests, took much of a server's limit away.</summary>
    Protection,
}
