namespace Holdfast.Drills;

/// <summary>Why no curve is given: a number without ground would be used all the same.</summary>
public enum FitRefusal
{
    None,

    /// <summary>Three unknowns need at least five different concurrencies.</summary>
    TooFewLevels,

    /// <summary>The concurrencies are so close together that any bend between them is noise.</summary>
    TooNarrow,

    /// <summary>The points do not lie on a curve of this shape: other load, several causes, or mixed up measurements.</summary>
    PoorFit,
}
