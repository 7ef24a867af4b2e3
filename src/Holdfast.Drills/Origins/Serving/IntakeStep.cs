namespace Holdfast.Drills;

/// <summary>How far a request has come in.</summary>
internal enum IntakeStep
{
    /// <summary>Nothing more is there, or the connection has ended.</summary>
    Waits,

    /// <summary>Something came; there may be more.</summary>
    GoesOn,

    /// <summary>The request is there, with its body.</summary>
    Whole,
    Malformed,
}
