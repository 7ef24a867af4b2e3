namespace Holdfast.Drills.Running;

/// <summary>Reads once a second what the gateway uses.</summary>
internal sealed class UsageRecorder(Func<FamilyUsage> read)
{
    private readonly List<GatewaySecond> seconds = [];

    /// <summary>Of the time line, the first one first; once the run is over.</summary>
    public IReadOnlyList<GatewaySecond> Seconds => seconds;

    public async Task RunAsync(DrillClock clock, CancellationToken cancellation)
    {
        await clock.UntilAsync(0, cancellation).ConfigureAwait(false);
        FamilyUsage before = read();
        while (!cancellation.IsCancellationRequested)
        {
            await clock.UntilAsync(seconds.Count + 1, cancellation).ConfigureAwait(false);
            FamilyUsage now = read();
            // A worker that was replaced takes its time along: less than nothing was not used.
            seconds.Add(new GatewaySecond(Math.Max(0, now.User - before.User), Math.Max(0, now.System - before.System), now.Resident));
            before = now;
        }
    }
}
