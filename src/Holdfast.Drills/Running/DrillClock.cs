using Holdfast.Foundation;

namespace Holdfast.Drills.Running;

/// <summary>Time of the time line: seconds from the first request.</summary>
/// <param name="delay">Nanoseconds until the first request.</param>
internal sealed class DrillClock(IClock clock, long delay = 0)
{
    private readonly long start = clock.NowNanoseconds + delay;

    public double Now => (clock.NowNanoseconds - start) / 1e9;

    public async Task UntilAsync(double second, CancellationToken cancellation)
    {
        double left = second - Now;
        if (left > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(left), cancellation).ConfigureAwait(false);
        }
    }
}
