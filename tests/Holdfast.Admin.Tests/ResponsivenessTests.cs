using System.Diagnostics;

namespace Holdfast.Admin.Tests;

/// <summary>AdminServer beside workers that take every processor.</summary>
public sealed class ResponsivenessTests : AdminTest
{
    [Fact]
    public async Task WorkersThatSaturateEveryProcessor_DoNotKeepItFromAnswering()
    {
        using CancellationTokenSource stop = new();
        Thread[] workers = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Thread.SpinWait(1000);
            }
        }))];
        Array.ForEach(workers, worker => worker.Start());
        try
        {
            Stopwatch watch = Stopwatch.StartNew();
            for (int request = 0; request < 20; request++)
            {
                ((int)(await Get("/readyz")).Status).ShouldBe(200);
            }

            // An answer takes a few milliseconds even so; a starved one would take many time slices each.
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        }
        finally
        {
            await stop.CancelAsync();
            Array.ForEach(workers, worker => worker.Join());
        }
    }
}
