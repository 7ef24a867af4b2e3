using System.Globalization;
using System.Net;
using System.Text;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Invariants;

/// <summary>I6, second half: the control loop lives by the monotonic clock. Whatever is done to the time of day, limits and thresholds are the same.</summary>
public sealed class ControlKeepsToItsClock
{
    private const int Ticks = 80;
    private const int Servers = 3;

    [Fact]
    public void TimeOfDayIsSetBack_NoLimitAndNoThresholdChanges() => RandomRuns.NeverBreak(seed => Differences(seed, livesByTheTimeOfDay: false), runs: 40);

    [Fact]
    public void ClockThatFollowsTheTimeOfDay_IsSeen() => RandomRuns.ShowTheMistake(seed => Differences(seed, livesByTheTimeOfDay: true));

    private static int Differences(ulong seed, bool livesByTheTimeOfDay)
    {
        string usual = Decisions(seed, new Clock(null));
        usual.ShouldContain("|");
        return usual == Decisions(seed, new Clock(new SeededRandom(seed)) { LivesByTheTimeOfDay = livesByTheTimeOfDay }) ? 0 : 1;
    }

    /// <summary>All that the control loop decided on, with the same samples each time.</summary>
    private static string Decisions(ulong seed, Clock clock)
    {
        var random = new SeededRandom(seed);
        clock.Advance(1_000_000_000);
        using OverloadControl control = new(clock, new EventLog(TextWriter.Null, clock));
        GatewayConfig config = new()
        {
            Routes = [new RouteConfig { Pool = "shop" }],
            Pools = new Dictionary<string, PoolConfig> { ["shop"] = new() { Servers = [.. Enumerable.Range(1, Servers).Select(i => new ServerConfig { Address = $"10.0.0.{i}:80" })] } },
        };
        RoutingSnapshot snapshot = control.Adopt(() => new SnapshotCompiler(clock, workers: 1, seed: 1).Compile(config, new Dictionary<string, IReadOnlyList<IPAddress>>()));
        var decisions = new StringBuilder();
        for (int tick = 0; tick < Ticks; tick++)
        {
            Work(snapshot, random, tick);
            clock.Advance(OverloadControl.TickNanoseconds);
            control.Tick();
            PoolControlState state = snapshot.Pools[0].Gate.Control.State;
            string limits = string.Join(',', snapshot.Pools[0].Servers.Select(server => server.Limit));
            decisions.Append(CultureInfo.InvariantCulture, $"{limits} {state.Capacity:F3} {state.ArrivalsPerSecond:F3} {state.Threshold.Key} {state.Crowd}|");
        }

        return decisions.ToString();
    }

    /// <summary>What 100 ms bring: more and more requests, slower and slower answers.</summary>
    private static void Work(RoutingSnapshot snapshot, SeededRandom random, int tick)
    {
        PoolGate gate = snapshot.Pools[0].Gate;
        PoolSamples samples = gate.Control.SamplesOf(0);
        RouteBaseline baseline = snapshot.Routes[0].Baseline;
        for (int request = 0; request < 20 + tick; request++)
        {
            samples.RecordArrival(random.Next(AdmissionKey.Count));
            ServerSamples server = gate.Control.Find(snapshot.Pools[0].Servers[random.Next(Servers)])!.SamplesOf(0);
            bool lowUse = server.SawInFlight(1 + random.Next(25));
            long time = (10 + random.Next(10 + tick)) * 1_000_000L;
            server.RecordAnswer(time, baseline.ExpectedNanoseconds, time, lowUse, late: false);
            baseline.SamplesOf(0).RecordAnswer(time, lowUse);
            samples.RecordCompletion(RequestClass.Default, time);
        }
    }

    /// <summary>A clock whose time of day is set now and then, back as often as forth.</summary>
    private sealed class Clock(SeededRandom? setter) : IClock
    {
        private readonly VirtualClock clock = new();
        private TimeSpan wrong;

        /// <summary>The mistake.</summary>
        public bool LivesByTheTimeOfDay { get; init; }

        public long NowNanoseconds => clock.NowNanoseconds + (LivesByTheTimeOfDay ? wrong.Ticks * 100 : 0);

        public DateTimeOffset UtcNow => clock.UtcNow + wrong;

        public void Advance(long nanoseconds)
        {
            clock.Advance(nanoseconds);
            if (setter is not null && setter.Next(5) == 0)
            {
                wrong = TimeSpan.FromMilliseconds(setter.Next(20_000) - 10_000);
            }
        }
    }
}
