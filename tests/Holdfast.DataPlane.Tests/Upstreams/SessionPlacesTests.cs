using Holdfast.DataPlane.Takeover;
using Holdfast.DataPlane.Tests.Takeover;

namespace Holdfast.DataPlane.Tests.Upstreams;

/// <summary>A server's places for sessions: never one more than its bound, whoever asks.</summary>
public sealed class SessionPlacesTests
{
    private const int Places = 3;

    [Fact]
    public void WithoutABound_SessionsAreOnlyCounted()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        (server.Places.TryTake(), server.Places.TryTake(), server.Places.Held, server.InFlight).ShouldBe((true, true, 2, 0));
        server.Places.GiveBack();
        (server.Places.Held, server.Places.HasFree).ShouldBe((1, true));
    }

    [Fact]
    public void BoundIsLoweredBelowWhatIsHeld_NobodyIsLetInUntilEnoughHaveLeft()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        server.Places.Maximum = 2;
        (server.Places.TryTake(), server.Places.TryTake(), server.Places.TryTake()).ShouldBe((true, true, false));
        server.Places.Maximum = 1;
        server.Places.GiveBack();
        (server.Places.TryTake(), server.Places.HasFree).ShouldBe((false, false));
        server.Places.GiveBack();
        server.Places.TryTake().ShouldBeTrue();
    }

    [Fact]
    public void ManyThreads_NeverHaveOneTooMany()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        server.Places.Maximum = Places;
        MostInside([server.Places.TryTake, server.Places.TryTake, server.Places.TryTake, server.Places.TryTake], server.Places.GiveBack).ShouldBeInRange(1, Places);
        server.Places.Held.ShouldBe(0);
    }

    [Fact]
    public void WhoLooksAndThenTakes_HasTooMany_SoTheMeasureCanFail()
    {
        ServerState server = PoolFixture.EqualServers(1)[0];
        bool LookThenTake()
        {
            bool mayEnter = server.Places.Held < Places;
            Thread.Yield();
            return mayEnter && server.Places.TryTake();
        }

        MostInside([LookThenTake, LookThenTake, LookThenTake, LookThenTake], server.Places.GiveBack).ShouldBeGreaterThan(Places);
    }

    [Fact]
    public void ProcessAndItsSuccessor_ShareTheBound_AndADeadOneGivesItsPlacesBack()
    {
        using SharedLimits old = SharedLimits.TryCreate()!;
        ServerState mine = Sharing.Server(old);
        SharedLimits next = Sharing.TryJoin(old)!;
        ServerState theirs = Sharing.Server(next);
        mine.Places.Maximum = theirs.Places.Maximum = Places;
        (theirs.Places.TryTake(), theirs.Places.TryTake(), mine.Places.TryTake(), mine.Places.TryTake()).ShouldBe((true, true, true, false));
        mine.Places.Held.ShouldBe(3);

        next.Dispose();
        old.Tick(Sharing.Second);
        (mine.Places.Held, mine.Places.TryTake()).ShouldBe((1, true));
    }

    /// <summary>The most that were inside at once.</summary>
    private static int MostInside(Func<bool>[] enter, Action leave)
    {
        int inside = 0;
        int most = 0;
        Thread[] workers = [.. enter.Select(tryEnter => new Thread(() =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                int entered = 0;
                while (entered < 2 && tryEnter())
                {
                    entered++;
                    int now = Interlocked.Increment(ref inside);
                    for (int seen = Volatile.Read(ref most); now > seen && Interlocked.CompareExchange(ref most, now, seen) != seen; seen = Volatile.Read(ref most))
                    {
                    }
                }

                Thread.Yield();
                for (; entered > 0; entered--)
                {
                    Interlocked.Decrement(ref inside);
                    leave();
                }
            }
        }))];
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        return most;
    }
}
