using System.Threading.Channels;
using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Networking.Linux;

namespace Holdfast.Drills.Load;

/// <summary>
/// Sends open-loop load: by the clock, whatever the answers do. One thread with an event loop of its own for each that the plan asks for.
/// Next on the path: <see cref="LoadWorker"/>.
/// </summary>
public sealed class LoadEngine(INetwork network, IClock clock) : ILoadEngine
{
    // All threads begin at the same time, also when the machine is slow to start one of them.
    internal const long StartDelayNanoseconds = 50_000_000;

    // Of files, the runtime and the loops themselves.
    private const int OtherDescriptors = 100;

    public async Task<LoadResult> RunAsync(LoadPlan plan, ILoadObserver? observer = null, CancellationToken cancellation = default)
    {
        Check(plan);
        // One frame a second and thread: without a bound, because a thread that sends must never wait for the one that collects.
        Channel<LoadFrame> frames = Channel.CreateUnbounded<LoadFrame>(new UnboundedChannelOptions { SingleReader = true });
        long start = clock.NowNanoseconds + StartDelayNanoseconds;
        LoadWorker[] workers = [.. Enumerable.Range(0, plan.Threads).Select(part =>
            new LoadWorker(plan, part, network.CreateLoop(), clock, start, new SchedulerMeter(), frame => frames.Writer.TryWrite(frame)))];
        try
        {
            await using CancellationTokenRegistration stop = cancellation.Register(() => Cancel(workers));
            Task running = Task.WhenAll(workers.Select(Start));
            _ = running.ContinueWith(_ => frames.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            LoadCollector collector = new(plan, observer);
            await foreach (LoadFrame frame in frames.Reader.ReadAllAsync(CancellationToken.None))
            {
                collector.Take(frame);
                if (collector.Broken is not null)
                {
                    Cancel(workers);
                }
            }

            await running;
            return collector.Finish(workers, cancellation.IsCancellationRequested, start);
        }
        finally
        {
            foreach (LoadWorker worker in workers)
            {
                worker.Dispose();
            }
        }
    }

    private static void Check(LoadPlan plan)
    {
        if (plan.Targets.Count == 0 || plan.Classes.Count == 0)
        {
            throw new LoadException("There is nothing to send: a load needs a target and a class of traffic.");
        }

        long needed = plan.Classes.Sum(static one => (long)one.DescriptorsMaximum) + OtherDescriptors;
        if (needed > DescriptorLimit.Current)
        {
            DescriptorLimit.TryRaise();
        }

        if (needed > DescriptorLimit.Current)
        {
            throw new LoadException($"The load may open {needed} connections, but this process may have {DescriptorLimit.Current} descriptors open: raise the limit (ulimit -n {needed}) or write fewer connections.");
        }
    }

    private static void Cancel(LoadWorker[] workers)
    {
        foreach (LoadWorker worker in workers)
        {
            worker.Cancel();
        }
    }

    private static Task Start(LoadWorker worker, int index)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() => Run(worker, done)) { Name = $"load {index}", IsBackground = true };
        thread.Start();
        return done.Task;
    }

    private static void Run(LoadWorker worker, TaskCompletionSource done)
    {
        try
        {
            worker.Begin();
            while (!worker.IsDone)
            {
                worker.Step();
            }

            done.SetResult();
        }
        catch (Exception failure)
        {
            // A defect of ours; it must reach the caller and not end the process from a thread.
            done.SetException(failure);
        }
    }
}
