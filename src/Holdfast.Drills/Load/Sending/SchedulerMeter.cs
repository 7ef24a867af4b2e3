using System.Globalization;

namespace Holdfast.Drills.Load;

/// <summary>Linux: /proc/thread-self/schedstat, which also tells how long a thread was ready and not let run. Zeros where it is missing.</summary>
internal sealed class SchedulerMeter : IThreadMeter
{
    private const string Path = "/proc/thread-self/schedstat";

    public (long Running, long Waiting) Read()
    {
        try
        {
            string[] parts = File.ReadAllText(Path).Split(' ');
            return (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return (0, 0);
        }
    }
}
