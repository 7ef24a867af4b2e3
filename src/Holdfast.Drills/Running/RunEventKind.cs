namespace Holdfast.Drills.Running;

public enum RunEventKind
{
    Phase,
    Fault,

    /// <summary>The gateway noticed or did something about it.</summary>
    Reaction,
    Note,

    /// <summary>A server died of overload, or came back by itself.</summary>
    Server,
    Abort,
}
