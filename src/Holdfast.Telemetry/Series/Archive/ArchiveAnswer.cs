namespace Holdfast.Telemetry.Series;

/// <summary>How the disk answered: whoever goes through the past must not take one busy moment for an empty past.</summary>
public enum ArchiveAnswer
{
    /// <summary>Nothing is kept of the subject.</summary>
    Unknown,

    Read,

    /// <summary>The disk could not be read just now; a moment later it may be.</summary>
    Unreadable,
}
