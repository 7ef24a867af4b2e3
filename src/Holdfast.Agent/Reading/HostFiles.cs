using System.Text;

namespace Holdfast.Agent.Reading;

/// <summary>The real files. Nothing is read beyond a bound: some files of /proc are as long as one likes.</summary>
internal sealed class HostFiles : IHostFiles
{
    private const int MaximumBytes = 256 * 1024;

    // A directory of descriptors of a busy server has tens of thousands: counting them all would cost more than the rest of a report.
    private const int MaximumNames = 20_000;

    private readonly byte[] buffer = new byte[MaximumBytes];

    public string? ReadText(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            int length = 0;
            int read;
            while (length < buffer.Length && (read = file.Read(buffer.AsSpan(length))) > 0)
            {
                length += read;
            }

            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (Exception failure) when (IsOfTheWorld(failure))
        {
            return null;
        }
    }

    public IReadOnlyList<string> List(string directory)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(directory).Take(MaximumNames).Select(path => Path.GetFileName(path))];
        }
        catch (Exception failure) when (IsOfTheWorld(failure))
        {
            return [];
        }
    }

    public string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception failure) when (IsOfTheWorld(failure))
        {
            return null;
        }
    }

    public (long Total, long Free)? Space(string mount)
    {
        try
        {
            DriveInfo drive = new(mount);
            return (drive.TotalSize, drive.AvailableFreeSpace);
        }
        catch (Exception failure) when (IsOfTheWorld(failure) || failure is ArgumentException)
        {
            return null;
        }
    }

    // Processes and devices come and go between listing and reading, and some files answer with an error of the hardware.
    private static bool IsOfTheWorld(Exception failure) => failure is IOException or UnauthorizedAccessException or System.Security.SecurityException;
}
