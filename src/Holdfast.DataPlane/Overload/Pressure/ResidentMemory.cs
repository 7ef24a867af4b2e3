using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Memory of this process that is in the machine's, in bytes. From the kernel's shortest file about it, kept open: the runtime's own way opens,
/// writes and parses some fifty lines each time, ten times a second for each gateway. One thread.
/// </summary>
internal sealed class ResidentMemory : IDisposable
{
    // "size resident shared text lib data dt" in pages; seven numbers of at most 20 digits.
    private const int LongestLine = 160;

    private readonly SafeFileHandle? file;

    /// <param name="path">In the form of /proc/self/statm.</param>
    public ResidentMemory(string path = "/proc/self/statm")
    {
        try
        {
            file = File.OpenHandle(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A container may hide it. Then the runtime's way, which knows another file.
            file = null;
        }
    }

    public long Read()
    {
        if (file is null)
        {
            return Environment.WorkingSet;
        }

        Span<byte> line = stackalloc byte[LongestLine];
        return PagesOf(line[..Fill(file, line)]) is long pages ? pages * Environment.SystemPageSize : Environment.WorkingSet;
    }

    public void Dispose() => file?.Dispose();

    // Without this look all other parts of the pressure would stay as they are, at the last step for ever.
    private static int Fill(SafeFileHandle file, Span<byte> line)
    {
        try
        {
            return RandomAccess.Read(file, line, fileOffset: 0);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>The second number; null where there is none.</summary>
    internal static long? PagesOf(ReadOnlySpan<byte> line)
    {
        int space = line.IndexOf((byte)' ');
        return space >= 0 && Utf8Parser.TryParse(line[(space + 1)..], out long pages, out int used) && used > 0 ? pages : null;
    }
}
