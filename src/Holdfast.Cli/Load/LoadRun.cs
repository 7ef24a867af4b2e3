using Holdfast.Drills.Load;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;
using Spectre.Console;

namespace Holdfast.Cli;

/// <summary>One load from its begin to its result, watched in the way that fits where standard output goes.</summary>
internal static class LoadRun
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(250);

    /// <param name="quiet">Nothing but the result is wanted.</param>
    public static LoadResult Run(LoadPlan plan, bool quiet)
    {
        using CancellationTokenSource stop = new();
        using StopSignals signals = new(stop.Cancel);
        bool isLive = !quiet && !Console.IsOutputRedirected;
        Action<LoadSecond>? print = quiet || isLive ? null : second => Console.Out.WriteLine(LoadPlainView.Line(second));
        LoadWatch watch = new(print, stop.Cancel);
        long begun = SystemClock.Instance.NowNanoseconds;
        Task<LoadResult> running = Task.Run(() => new LoadEngine(new LinuxNetwork(), SystemClock.Instance).RunAsync(plan, watch, stop.Token), CancellationToken.None);
        if (isLive)
        {
            Draw(plan, watch, running, begun);
        }

        LoadResult result = running.GetAwaiter().GetResult();
        return watch.IsRefused ? throw new LoadRefusal($"nobody listens at {plan.Host}: every connect was refused. Start the server, or check the port.", exitCode: 1) : result;
    }

    private static void Draw(LoadPlan plan, LoadWatch watch, Task running, long begun)
    {
        // As the convention of that name has it: present and not empty.
        LoadScreen screen = new(plan, Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 });
        AnsiConsole.Live(screen.Draw(TimeSpan.Zero, [], AnsiConsole.Profile.Width)).Overflow(VerticalOverflow.Ellipsis).Start(live =>
        {
            IAsyncResult waiting = running;
            while (!waiting.AsyncWaitHandle.WaitOne(Redraw))
            {
                TimeSpan elapsed = TimeSpan.FromTicks((SystemClock.Instance.NowNanoseconds - begun) / TimeSpan.NanosecondsPerTick);
                live.UpdateTarget(screen.Draw(elapsed, watch.Seconds, AnsiConsole.Profile.Width));
            }
        });
    }
}
