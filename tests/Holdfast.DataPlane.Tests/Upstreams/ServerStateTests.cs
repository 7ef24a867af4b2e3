using System.Reflection;
using System.Runtime.InteropServices;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Upstreams;

public sealed class ServerStateTests
{
    private const long Millisecond = 1_000_000;

    [Fact]
    public void OneConnectionInAll_ExchangesAndProbesTakeTurns()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        (server.MaximumConnections, server.SharesWithProbes) = (1, true);
        server.TryOpen().ShouldBeTrue();
        (server.TryBeginProbe(), server.MayProbe).ShouldBe((true, false));
        server.IsWantedByProbe.ShouldBeTrue();
        server.Closed();
        (server.TryOpen(), server.Connections, server.MayProbe).ShouldBe((false, 0, true));
        server.TryBeginProbe().ShouldBeFalse("one at a time");
        server.EndProbe();
        server.TryOpen().ShouldBeTrue();
    }

    [Fact]
    public void SeveralConnections_OneIsLeftForAProbe()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        server.MaximumConnections = 2;
        (server.TryOpen(), server.TryOpen(), server.TryOpen()).ShouldBe((true, true, false));
        (server.TryBeginProbe(), server.MayProbe, server.TryBeginProbe()).ShouldBe((true, true, false));
        server.Connections.ShouldBe(2);
    }

    [Fact]
    public void EnterAndLeave_CountRequestsInFlightAndEver()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        server.TryEnter().ShouldBeTrue();
        server.TryEnter().ShouldBeTrue();
        server.Leave();
        server.InFlight.ShouldBe(1);
        server.Requests.ShouldBe(2u);
    }

    [Fact]
    public void AtItsLimit_TakesNothingUntilOneLeaves()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        server.Limit = 2;
        server.TryEnter().ShouldBeTrue();
        server.TryEnter().ShouldBeTrue();
        server.HasRoom.ShouldBeFalse();
        server.TryEnter().ShouldBeFalse();
        server.Limit = 1;
        server.Leave();
        server.TryEnter().ShouldBeFalse("the limit is lower than what was in flight");
        server.Leave();
        server.TryEnter().ShouldBeTrue();
        server.InFlight.ShouldBe(1);
        server.Requests.ShouldBe(3u);
    }

    [Fact]
    public void ManyThreadsAtALimit_NeverOvershoot()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        server.Limit = 3;
        int inside = 0;
        int most = 0;
        Parallel.For(0, 8, index =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                if (index == 0)
                {
                    server.Limit = 1 + (i % 3);
                }
                else if (server.TryEnter())
                {
                    InterlockedMaximum(ref most, Interlocked.Increment(ref inside));
                    Interlocked.Decrement(ref inside);
                    server.Leave();
                }
            }
        });
        most.ShouldBeInRange(1, 3);
        server.InFlight.ShouldBe(0);
    }

    [Fact]
    public void RequestsSince_IsRightAcrossTheEndOfItsBits()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        uint before = server.Requests;
        before = unchecked(before - 3);
        for (int i = 0; i < 5; i++)
        {
            server.TryEnter();
            server.Leave();
        }

        server.RequestsSince(before).ShouldBe(8u);
        server.InFlight.ShouldBe(0);
        server.Limit.ShouldBe(ServerState.Unlimited);
    }

    [Fact]
    public void ManyThreads_LoseNoCount()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < 50_000; i++)
            {
                server.TryEnter();
                server.RecordLatency(i, i);
                server.Leave();
            }
        });
        server.InFlight.ShouldBe(0);
        server.Requests.ShouldBe(400_000u);
    }

    [Fact]
    public void ReasonsAddUp_AvailableOnlyWithoutAny()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        server.Set(ServerCondition.Ejected, true).ShouldBeTrue();
        server.Set(ServerCondition.Ejected, true).ShouldBeFalse();
        server.Draining = true;
        server.Set(ServerCondition.Ejected, false);
        server.Available.ShouldBeFalse();
        server.IsHealthy.ShouldBeTrue();
        server.Draining = false;
        server.Available.ShouldBeTrue();
    }

    [Fact]
    public void OnlyRealChanges_AreCounted()
    {
        var changes = new ServerChanges();
        var server = new ServerState("shop", "a", default, 100, changes);
        server.Weight = 100;
        server.Draining = false;
        changes.Version.ShouldBe(0);
        server.Weight = 50;
        server.Draining = true;
        changes.Version.ShouldBe(2);
    }

    [Fact]
    public void Token_IsStableOpaqueAndUnique()
    {
        ServerState server = Named("shop", "10.0.0.11:8000");
        server.Token.ShouldBe(Named("shop", "10.0.0.11:8000").Token);
        server.Token.ShouldMatch("^[0-9a-f]{16}$");
        server.Token.ShouldBe("2d914309b21a15f6", "cookies of running clients must survive an upgrade");
        string[] tokens = [server.Token, Named("shop2", "10.0.0.11:8000").Token, Named("shop", "10.0.0.12:8000").Token, Named("shop1", "0.0.0.11:8000").Token];
        tokens.ShouldBeUnique();
    }

    [Fact]
    public void SlowerSample_CountsAtOnceAndWearsOffWithTheTimeConstant()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        server.LatencyAt(0).ShouldBe(0);
        server.RecordLatency(10 * Millisecond, 0);
        server.RecordLatency(100 * Millisecond, Millisecond);
        server.LatencyAt(Millisecond).ShouldBe(100f * Millisecond, 1f);
        server.LatencyAt(10_000 * Millisecond).ShouldBe(100f * Millisecond / MathF.E, 0.01f * Millisecond * 100);
        server.RecordLatency(10 * Millisecond, 10_000 * Millisecond);
        float expected = (100 / MathF.E) + (10 * (1 - (1 / MathF.E)));
        server.LatencyAt(10_000 * Millisecond).ShouldBe(expected * Millisecond, 0.1f * Millisecond);
    }

    [Fact]
    public void ManyFastSamples_ConvergeToTheirMean()
    {
        const ulong Seed = 51;
        var random = new SeededRandom(Seed);
        ServerState server = PoolFixture.EqualServers(1)[0];
        server.RecordLatency(900 * Millisecond, 0);
        for (int i = 0; i < 600_000; i++)
        {
            server.RecordLatency((10 + random.Next(3)) * Millisecond, i * Millisecond / 5);
        }

        // Peaks count in full: the estimate lies at the top of the spread.
        server.LatencyAt(120_000 * Millisecond).ShouldBeInRange(11f * Millisecond, 12.2f * Millisecond, $"seed {Seed}");
    }

    [Fact]
    public void LongSilence_IsNotTakenForNoHistory()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        server.RecordLatency(Millisecond, 0);
        server.LatencyAt(3_600_000 * Millisecond).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void TimeOfAnotherWorkerSlightlyBehind_IsHarmless()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        server.RecordLatency(Millisecond, 100 * Millisecond);
        server.RecordLatency(Millisecond / 2, 50 * Millisecond);
        server.LatencyAt(50 * Millisecond).ShouldBe(1f * Millisecond, 1f);
    }

    [Fact]
    public void WrittenFields_ShareNoCacheLineWithAnotherServer()
    {
        Type shared = typeof(ServerState).GetNestedType("Shared", BindingFlags.NonPublic)!;
        (int Start, int End)[] fields = [.. shared.GetFields().Select(field => (Start: (int)Marshal.OffsetOf(shared, field.Name), End: (int)Marshal.OffsetOf(shared, field.Name) + Marshal.SizeOf(field.FieldType)))];
        fields.Min(field => field.Start).ShouldBeGreaterThanOrEqualTo(64);
        (Marshal.SizeOf(shared) - fields.Max(field => field.End)).ShouldBeGreaterThanOrEqualTo(64);
    }

    private static ServerState Named(string pool, string name) => new(pool, name, default, 100, new ServerChanges());

    private static void InterlockedMaximum(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
        {
            int found = Interlocked.CompareExchange(ref target, value, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }
}
