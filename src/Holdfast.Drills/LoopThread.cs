using System.Collections.Concurrent;
using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>A thread with an event loop, timers and a mailbox. Everything but <see cref="Post"/> and Dispose belongs to that thread.</summary>
internal sealed class LoopThread : IDisposable
{
    private const long TimerResolutionNanoseconds = 1_000_000;

    // Without a bound: those who post are tests and control loops, which wait for what they asked.
    private readonly ConcurrentQueue<Action> mailbox = new();
    private readonly IClock clock;
    private readonly Thread thread;
    private volatile bool leaving;

    public LoopThread(string name, INetwork network, IClock clock)
    {
        this.clock = clock;
        Loop = network.CreateLoop();
        Timers = new TimerWheel(TimerResolutionNanoseconds, clock.NowNanoseconds);
        thread = new Thread(Run) { Name = name, IsBackground = true };
        thread.Start();
    }

    public IEventLoop Loop { get; }

    public TimerWheel Timers { get; }

    public long NowNanoseconds => clock.NowNanoseconds;

    public void Schedule(TimerNode timer, TimeSpan delay) => Timers.Schedule(timer, clock.NowNanoseconds + (delay.Ticks * TimeSpan.NanosecondsPerTick));

    /// <summary>Any thread: the action runs on the loop's thread, soon and in order.</summary>
    public void Post(Action action)
    {
        mailbox.Enqueue(action);
        Loop.Wake();
    }

    /// <summary>Any other thread: as <see cref="Post"/>, but returns when it is done.</summary>
    public void Call(Action action)
    {
        using var done = new ManualResetEventSlim();
        Post(() =>
        {
            action();
            done.Set();
        });
        done.Wait();
    }

    /// <summary>Ends the thread and closes every socket of the loop. Not from the loop's own thread.</summary>
    public void Dispose()
    {
        if (!leaving)
        {
            leaving = true;
            Loop.Wake();
            thread.Join();
            Loop.Dispose();
        }
    }

    private void Run()
    {
        while (!leaving)
        {
            while (mailbox.TryDequeue(out Action? action))
            {
                action();
            }

            Loop.Turn(Timers.NanosecondsUntilNext(clock.NowNanoseconds));
            Timers.Advance(clock.NowNanoseconds);
        }
    }
}
