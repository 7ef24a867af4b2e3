namespace Holdfast.Drills;

/// <summary>Why no higher level was measured.</summary>
public enum LevelsEnd
{
    /// <summary>More at once brought no more answers, several times.</summary>
    Saturated,

    /// <summary>The highest level that was allowed.</summary>
    MaximumReached,

    /// <summary>Too many answers were errors: what a level like that shows is not the server's work.</summary>
    Failing,

    /// <summary>The generator was the limit.</summary>
    ClientLimited,
}
