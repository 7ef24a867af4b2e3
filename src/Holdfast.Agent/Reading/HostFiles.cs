using System.Globalization;
using System.IO.Enumeration;
using System.Text;

namespace Holdfast.Agent.Reading;

/// <summary>The real files. Nothing is read beyond a bound: some files of /proc are as long as one likes.</summary>
internal sealed class HostFiles : IHostFiles
{
    private const int MaximumBytes = 256 * 1024;

    // Names are for looking at each: a directory of descriptors of a busy server has tens of thousands.
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

    /// <summary>
    /// Kernels since 6.2 give the number as the directory's size: 0.2 ms whatever it is. Before, they are counted: 3 us each, which the
    /// agent's own budget bounds.
    /// </summary>
    public int? OpenFiles(int pid)
    {
        try
        {
            string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}");
            FileSystemEnumerable<long> size = new(folder, static (ref FileSystemEntry entry) => entry.Length) { ShouldIncludePredicate = static (ref FileSystemEntry entry) => entry.FileName.SequenceEqual("fd") };
            int open = (int)size.FirstOrDefault();
            open = open > 0 ? open : CountOf($"{folder}/fd");
            return open > 0 ? open : null;
        }
        catch (Exception failure) when (IsOfTheWorld(failure))
        {
            return null;
        }
    }

    internal static int CountOf(string directory) => new FileSystemEnumerable<int>(directory, static (ref FileSystemEntry _) => 0).Count();

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
