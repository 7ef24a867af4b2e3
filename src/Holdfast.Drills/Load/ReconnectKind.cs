namespace Holdfast.Drills.Load;

/// <summary>What a user does whose session is cut or refused.</summary>
public enum ReconnectKind
{
    /// <summary>Goes away.</summary>
    None,

    /// <summary>Comes back at once: what scripts do, and what turns the loss of one server into a storm.</summary>
    Immediate,

    /// <summary>Comes back after a pause.</summary>
    Delayed,
}
