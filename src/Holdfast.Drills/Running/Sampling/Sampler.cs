namespace Holdfast.Drills.Running;

/// <summary>Asks the servers and the gateway how they are, a few times a second, each for itself so that a silent one delays nobody.</summary>
internal sealed class Sampler(ServerFleet fleet, IGatewayWatch watch, EventBook events)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public Task RunAsync(DrillClock clock, CancellationToken cancellation) => Task.WhenAll(
        [.. fleet.Servers.Select(server => SampleAsync(server.Control, server.Recorder, clock, cancellation)), WatchAsync(clock, cancellation)]);

    /// <summary>What the servers have counted before the first request is not the drill's.</summary>
    public async Task SetStartAsync(CancellationToken cancellation)
    {
        foreach ((_, OriginControl control, ServerRecorder recorder) in fleet.Servers)
        {
            recorder.Record(-1, await control.TryStateAsync(cancellation).ConfigureAwait(false));
        }
    }

    private async Task SampleAsync(OriginControl control, ServerRecorder recorder, DrillClock clock, CancellationToken cancellation)
    {
        long deaths = 0;
        while (!cancellation.IsCancellationRequested)
        {
            OriginState? state = await control.TryStateAsync(cancellation).ConfigureAwait(false);
            lock (recorder)
            {
                recorder.Record(clock.Now, state);
            }

            if (state is { } now && now.Deaths > deaths)
            {
                events.Add(clock.Now, RunEventKind.Server, $"{recorder.Name} dies of overload");
            }

            deaths = state?.Deaths ?? deaths;
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(DrillClock clock, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            foreach (string sentence in await watch.LookAsync(cancellation).ConfigureAwait(false))
            {
                events.Add(clock.Now, RunEventKind.Reaction, sentence, watch.IsDetection(sentence));
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }
}
