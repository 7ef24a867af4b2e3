namespace Holdfast.Agent.Reading;

internal enum ErrorKind
{
    /// <summary>A file system found itself damaged.</summary>
    FileSystem = 0,

    /// <summary>A disk could not read or write.</summary>
    Disk,

    /// <summary>Memory was wrong and could be corrected.</summary>
    MemoryCorrected,

    /// <summary>Memory was wrong.</summary>
    MemoryLost,

    /// <summary>A control group's processes were ended for want of memory.</summary>
    GroupKilled,
}
