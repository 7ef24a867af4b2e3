namespace Holdfast.Incidents;

/// <summary>What a note is about, so that the postmortem can tell it in its place.</summary>
public enum NoteKind
{
    Note = 0,

    /// <summary>A part that was looked at.</summary>
    Investigated,

    /// <summary>What was taken to be the cause.</summary>
    Assumed,

    /// <summary>An assumption that turned out to be wrong.</summary>
    WrongPath,

    /// <summary>Something that was done to help.</summary>
    Did,

    /// <summary>Users were told.</summary>
    ToldUsers,
}
