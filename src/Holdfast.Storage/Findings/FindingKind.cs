namespace Holdfast.Storage.Findings;

/// <summary>Numbers are those of the file.</summary>
public enum FindingKind
{
    /// <summary>Nobody watched: no process recorded anything.</summary>
    Unwatched = 0,

    Well = 1,

    Trouble = 2,
}
