namespace Holdfast.Agent.Reading;

/// <summary>The host's files under /proc, /sys and /etc: what is not there, or may not be read, is null. The seam for tests.</summary>
internal interface IHostFiles
{
    string? ReadText(string path);

    /// <summary>Names in a directory; empty when there is none.</summary>
    IReadOnlyList<string> List(string directory);

    /// <summary>How many files a process has open, however many; null when that is not told.</summary>
    int? OpenFiles(int pid);

    string? LinkTarget(string path);

    /// <summary>Bytes in all and free for everyone, of the file system that is mounted there.</summary>
    (long Total, long Free)? Space(string mount);
}
