using System.Buffers.Text;
using System.Globalization;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// For how long a thread of this process was ready to run and had no processor, nanoseconds since it began: what the machine's other work has taken from it. From the
/// kernel's file about it; read where something looks wrong, and not all the time. Any thread.
/// </summary>
internal static class ThreadDelay
{
    /// <summary>The thread that calls, as the kernel numbers it; 0 where it cannot be known.</summary>
    public static int CurrentThread()
    {
        try
        {
            // "4711/task/4712".
            string? target = new FileInfo("/proc/thread-self").LinkTarget;
            return int.TryParse(Path.GetFileName(target), NumberStyles.None, CultureInfo.InvariantCulture, out int thread) ? thread : 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>0 where the kernel does not say.</summary>
    public static long Of(int thread)
    {
        try
        {
            return thread == 0 ? 0 : Parse(File.ReadAllBytes($"/proc/self/task/{thread}/schedstat"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>"On a processor, ready without one, number of times": the second one.</summary>
    internal static long Parse(ReadOnlySpan<byte> line)
    {
        int space = line.IndexOf((byte)' ');
        return space >= 0 && Utf8Parser.TryParse(line[(space + 1)..], out long delay, out _) ? delay : 0;
    }
}
