using System.Globalization;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Running;

/// <summary>Ends a run that takes too long or takes the machine's memory.</summary>
internal sealed class RunAbortWatch(AbortRule rule)
{
    // Memory that a program loses in that time is far below what must stay available.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(DrillClock clock, Action<string> abort, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            if (Reason(clock.Now, AvailableMemory(await File.ReadAllTextAsync("/proc/meminfo", cancellation).ConfigureAwait(false))) is { } reason)
            {
                abort(reason);
                return;
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    internal string? Reason(double seconds, long availableMemory) =>
        seconds > rule.After.TotalSeconds ? string.Create(CultureInfo.InvariantCulture, $"aborted: the run took longer than {rule.After.TotalSeconds:0} s")
        : availableMemory < rule.AvailableMemory ? string.Create(CultureInfo.InvariantCulture, $"aborted: only {availableMemory / 1_048_576} MiB of memory are available on the machine")
        : null;

    internal static long AvailableMemory(string meminfo)
    {
        string? line = meminfo.Split('\n').FirstOrDefault(static line => line.StartsWith("MemAvailable:", StringComparison.Ordinal));
        return line is null ? long.MaxValue : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
