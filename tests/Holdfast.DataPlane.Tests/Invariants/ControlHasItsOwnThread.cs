using System.Collections.Concurrent;
using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Invariants;

/// <summary>
/// I6, first half: the control loop runs on a thread of its own, and of the thread pool's none: what waits for one of those, as everything of the admin side
/// does in the worst moments, does not hold it up. The clock says who asks for the time; a tick does.
/// </summary>
public sealed class ControlHasItsOwnThread
{
    private const int Ticks = 5;

    [Fact]
    public void EachTick_IsOnTheSameThreadAndNotThePools()
    {
        AskingThreads clock = new();
        using (OverloadControl control = Started(clock))
        {
            control.Start();
            clock.Await(Ticks);
        }

        Violations(clock).ShouldBe(0);
    }

    /// <summary>A timer's calls are the thread pool's.</summary>
    [Fact]
    public void LoopThatATimerDrives_IsSeen()
    {
        AskingThreads clock = new();
        using OverloadControl control = Started(clock);
        using (new Timer(_ => control.Tick(), null, 0, 20))
        {
            clock.Await(Ticks);
        }

        Violations(clock).ShouldBeGreaterThan(0);
    }

    private static int Violations(AskingThreads clock) =>
        clock.Threads.Count(thread => thread.IsPools || thread.Id == Environment.CurrentManagedThreadId) + clock.Threads.Distinct().Count() - 1;

    /// <summary>With one pool to look after; the clock has forgotten who asked while it was made.</summary>
    private static OverloadControl Started(AskingThreads clock)
    {
        OverloadControl control = new(clock, new EventLog(TextWriter.Null, clock));
        GatewayConfig config = new()
        {
            Routes = [new RouteConfig { Pool = "shop" }],
            Pools = new Dictionary<string, PoolConfig> { ["shop"] = new() { Servers = [new ServerConfig { Address = "10.0.0.1:80" }] } },
        };
        control.Adopt(() => new SnapshotCompiler(clock, workers: 1, seed: 1).Compile(config, new Dictionary<string, IReadOnlyList<IPAddress>>()));
        clock.Threads.Clear();
        return control;
    }

    private sealed class AskingThreads : IClock
    {
        public ConcurrentQueue<(int Id, bool IsPools)> Threads { get; } = new();

        public long NowNanoseconds
        {
            get
            {
                Threads.Enqueue((Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread));
                return SystemClock.Instance.NowNanoseconds;
            }
        }

        public DateTimeOffset UtcNow => SystemClock.Instance.UtcNow;

        /// <summary>A tick asks at least once.</summary>
        public void Await(int ticks) => SpinWait.SpinUntil(() => Threads.Count > 2 * ticks, TimeSpan.FromSeconds(20)).ShouldBeTrue();
    }
}
