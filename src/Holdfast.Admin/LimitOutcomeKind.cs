namespace Holdfast.Admin;

public enum LimitOutcomeKind : byte
{
    Applied = 0,

    /// <summary>No such pool or server.</summary>
    NotFound,

    /// <summary>It contradicts the configuration.</summary>
    Conflict,
}
