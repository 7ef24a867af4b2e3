namespace Holdfast.Admin;

public enum OperatorOutcomeKind : byte
{
    Applied = 0,

    /// <summary>No such pool, server, client or route.</summary>
    NotFound,

    /// <summary>It contradicts the configuration, or what others have said.</summary>
    Conflict,
}
