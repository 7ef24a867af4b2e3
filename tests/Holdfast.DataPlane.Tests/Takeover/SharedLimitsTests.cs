using Holdfast.DataPlane.Takeover;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.DataPlane.Tests.Takeover;

public sealed class SharedLimitsTests : IDisposable
{
    private readonly SharedLimits old = SharedLimits.TryCreate()!;
    private readonly List<SharedLimits> joined = [];

    public void Dispose()
    {
        old.Dispose();
        joined.ForEach(each => each.Dispose());
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void TwoProcesses_NeverHaveMoreThanOneLimitTogether() => MostInFlight(Join()).ShouldBeInRange(2, 3);

    [Fact]
    public void TwoThatDoNotShare_HaveMore_SoTheMeasureCanFail()
    {
        using SharedLimits apart = SharedLimits.TryCreate()!;
        AfterThree(Join()).ShouldBe((false, 3));
        AfterThree(apart).ShouldBe((true, 4));
    }

    [Fact]
    public void Successor_SaysNothingAboutLimitsUntilItTakesCharge()
    {
        ServerState before = Sharing.Server(old);
        before.Limit = 30;
        before.Limits.NoteLearned(40);
        SharedLimits next = Join();
        ServerState after = Sharing.Server(next);
        after.Limit.ShouldBe(30);
        after.Limits.TakeInherited().ShouldBe(40, "30 may be the operator's word, or for a moment");
        after.Limits.NoteLearned(41);
        Sharing.Server(next).Limits.TakeInherited().ShouldBe(40);
        after.Limit = 50;
        after.Limit.ShouldBe(30, "the running process has the say");

        next.TakeCharge();
        after.Limits.PutInForce();
        before.Limit.ShouldBe(50);
        before.Limit = 7;
        after.Limit.ShouldBe(50, "the say has passed on");
        (old.IsInCharge, next.IsInCharge).ShouldBe((false, true));
    }

    [Fact]
    public void DeadProcess_GivesItsSlotsAndConnectionsBackAfterAWhile()
    {
        ServerState mine = Sharing.Server(old);
        mine.Limit = 5;
        mine.MaximumConnections = 4;
        SharedLimits next = Join();
        ServerState theirs = Sharing.Server(next);
        theirs.MaximumConnections = 4;
        Sharing.Enter(theirs, 3);
        Sharing.Enter(mine, 2);
        (theirs.TryOpen() && theirs.TryOpen() && theirs.TryOpen() && mine.TryOpen()).ShouldBeTrue();
        (mine.TryEnter(), mine.TryOpen()).ShouldBe((false, false));

        old.Tick(Sharing.Second);
        mine.InFlight.ShouldBe(5, "it lives");
        next.Dispose();
        old.Tick(2 * Sharing.Second);
        mine.InFlight.ShouldBe(5, "what it had sent is still being worked on");
        old.Tick((3 * Sharing.Second) - 1);
        mine.InFlight.ShouldBe(5);
        old.Tick(3 * Sharing.Second);
        (mine.InFlight, mine.Connections, mine.Limit).ShouldBe((2, 1, 5));
    }

    [Fact]
    public void ProcessThatLeavesWithNothingInFlight_IsForgottenAtOnce()
    {
        SharedLimits next = Join();
        Sharing.Server(next).TryOpen().ShouldBeTrue();
        ServerState mine = Sharing.Server(old);
        next.Dispose();
        old.Tick(Sharing.Second);
        mine.Connections.ShouldBe(0);
    }

    [Fact]
    public void OneInChargeThatDies_LeavesTheSayToTheOther()
    {
        ServerState mine = Sharing.Server(old);
        SharedLimits next = Join();
        next.TakeCharge();
        mine.Limit = 9;
        mine.Limit.ShouldNotBe(9);
        next.Dispose();
        old.Tick(Sharing.Second).ShouldBeTrue();
        mine.Limits.PutInForce();
        mine.Limit.ShouldBe(9);
        old.Tick(2 * Sharing.Second).ShouldBeFalse("only once");
    }

    [Fact]
    public void OneThatHasHandedOver_TakesNoSayAgain()
    {
        SharedLimits next = Join();
        next.TakeCharge();
        old.LeaveCharge();
        next.Dispose();
        old.Tick(Sharing.Second).ShouldBeFalse();
    }

    [Fact]
    public void ThreeProcesses_Share_FourthHasToWait()
    {
        SharedLimits second = Join();
        _ = Join();
        Sharing.TryJoin(old).ShouldBeNull();
        second.Dispose();
        SharedLimits fourth = Join();
        Sharing.Server(old).Limit = 1;
        Sharing.Enter(Sharing.Server(fourth), 1);
        Sharing.Server(old).TryEnter().ShouldBeFalse();
    }

    [Fact]
    public void OperatorsWordAndAddedServers_AreFoundByTheSuccessor()
    {
        SharedLimits next = Join();
        ServerState added = Sharing.Server(old, "added");
        added.Orders.FixedLimit = 4;
        added.Limit = 6;
        ServerState seen = Sharing.Server(next, "added");
        (seen.Orders.FixedLimit, seen.Limit).ShouldBe((4, 6));
        Sharing.Server(next, "another").Orders.FixedLimit.ShouldBe(0);
    }

    [Fact]
    public void AnythingElsePassedOn_IsNotTaken()
    {
        string path = Path.GetTempFileName();
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        int descriptor = (int)file.DangerousGetHandle();
        file.SetHandleAsInvalid();
        SharedLimits.TryJoin(descriptor).ShouldBeNull();
        File.Delete(path);
    }

    [Fact]
    public void ServersThatComeAndGo_DoNotUseUpTheSlots()
    {
        for (int round = 0; round < 5; round++)
        {
            ClaimAndForget(round);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // A cell without a slot is alone in its process.
        ServerState mine = Sharing.Server(old, "last");
        Sharing.Enter(mine, 2);
        Sharing.Server(Join(), "last").InFlight.ShouldBe(2);
    }

    [Fact]
    public void TwoProcessesAddTheSameServersAtOnce_EachIsCountedOnce()
    {
        const int rounds = 3_000;
        SharedLimits next = Join();
        ServerState[] mine = new ServerState[rounds];
        ServerState[] theirs = new ServerState[rounds];
        using Barrier together = new(2);
        Thread other = new(() =>
        {
            for (int round = 0; round < rounds; round++)
            {
                together.SignalAndWait();
                theirs[round] = Sharing.Server(next, $"added {round}");
            }
        });
        other.Start();
        for (int round = 0; round < rounds; round++)
        {
            together.SignalAndWait();
            mine[round] = Sharing.Server(old, $"added {round}");
        }

        other.Join();
        for (int round = 0; round < rounds; round++)
        {
            mine[round].Limit = 2;
            Sharing.Enter(theirs[round], 1);
            (mine[round].InFlight, theirs[round].Limit).ShouldBe((1, 2), $"round {round}");
        }
    }

    [Fact]
    public void PredecessorThatGoesOnWriting_NeverOverwritesItsSuccessorsLimit()
    {
        SharedLimits next = Join();
        ServerState before = Sharing.Server(old);
        ServerState after = Sharing.Server(next);
        bool isOver = false;
        Thread predecessor = new(() =>
        {
            for (int i = 0; !Volatile.Read(ref isOver); i++)
            {
                before.Limit = 1 + (i % 3);
            }
        });
        predecessor.Start();
        int overwritten = 0;
        for (int round = 0; round < 20_000; round++)
        {
            old.TakeCharge();
            Thread.SpinWait(round % 64);
            next.TakeCharge();
            // Another one each time: where the successor writes what stood there before, a predecessor that slept meanwhile cannot tell, and the
            // next tick of the control loop writes it again.
            int limit = 100 + round;
            after.Limit = limit;
            Thread.SpinWait(200);
            overwritten += after.Limit == limit ? 0 : 1;
        }

        Volatile.Write(ref isOver, true);
        predecessor.Join();
        overwritten.ShouldBe(0);
    }

    /// <summary>The successor writes what stood there already, so a predecessor that slept before its own write does not notice it.</summary>
    [Fact]
    public void PredecessorSleptWhileItsSuccessorWroteTheSameLimit_TheSuccessorsControlLoopSetsItRight()
    {
        SharedLimits next = Join();
        ServerState server = Sharing.Server(next);
        next.TakeCharge();
        PoolControl control = new(LimitSettings.Default, 1, [server], now: 1);
        server.Limit.ShouldBe(20);
        server.Traffic = TrafficWord.WithLimit(server.Traffic, 300);

        control.Tick(100_000_001, default);

        server.Limit.ShouldBe(20);
    }

    /// <summary>
    /// A server that both have taken out comes back, and both add it at once: the first clears what is left in its slot, and must not clear what the
    /// second has counted there since.
    /// </summary>
    [Fact]
    public void ServerComesBackInBothAtOnce_NoCountIsCleared()
    {
        SharedLimits next = Join();
        for (int round = 0; round < 200; round++)
        {
            AddInBoth(next).ShouldBe(2, $"round {round}");
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    [Fact]
    public void TableIsFull_IsCounted()
    {
        ServerCell[] cells = [.. Enumerable.Range(0, 16_384 + 3).Select(index => old.Claim("shop", $"{index}", default))];
        old.TakeApart().ShouldBe(3);
        old.TakeApart().ShouldBe(0);
        GC.KeepAlive(cells);
    }

    private static void InterlockedMaximum(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
        {
            int found = Interlocked.CompareExchange(ref target, value, seen);
            seen = found == seen ? value : found;
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private int AddInBoth(SharedLimits next)
    {
        ServerState? theirs = null;
        using Barrier both = new(2);
        Thread other = new(() =>
        {
            both.SignalAndWait();
            theirs = Sharing.Server(next, "back");
            Sharing.Enter(theirs, 1);
        });
        other.Start();
        both.SignalAndWait();
        ServerState mine = Sharing.Server(old, "back");
        Sharing.Enter(mine, 1);
        other.Join();
        int inFlight = mine.InFlight;
        mine.Leave();
        theirs!.Leave();
        return inFlight;
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private void ClaimAndForget(int round)
    {
        for (int i = 0; i < 10_000; i++)
        {
            Sharing.Server(old, $"{round}-{i}").InFlight.ShouldBe(0);
        }
    }

    private SharedLimits Join()
    {
        SharedLimits next = Sharing.TryJoin(old).ShouldNotBeNull();
        joined.Add(next);
        return next;
    }

    /// <summary>The old process is at its limit of three: does the other one take a fourth?</summary>
    private (bool Entered, int InFlight) AfterThree(SharedLimits next)
    {
        ServerState mine = Sharing.Server(old);
        ServerState theirs = Sharing.Server(next);
        mine.Limit = theirs.Limit = 3;
        while (mine.TryEnter())
        {
        }

        bool entered = theirs.TryEnter();
        return (entered, mine.InFlight + (next == joined.FirstOrDefault() ? 0 : theirs.InFlight));
    }

    /// <summary>The most that were inside at once while two processes' workers come and go and the limit moves between 1 and 3.</summary>
    private int MostInFlight(SharedLimits next)
    {
        ServerState[] servers = [Sharing.Server(old), Sharing.Server(next)];
        Array.ForEach(servers, server => server.Limit = 3);
        int inside = 0;
        int most = 0;
        Thread[] workers = [.. servers.Select(server => new Thread(() =>
        {
            for (int i = 0; i < 3_000; i++)
            {
                int entered = 0;
                while (entered < 5 && server.TryEnter())
                {
                    InterlockedMaximum(ref most, Interlocked.Increment(ref inside));
                    entered++;
                }

                // The other one's turn, while these are in flight.
                Thread.Yield();
                for (; entered > 0; entered--)
                {
                    Interlocked.Decrement(ref inside);
                    server.Leave();
                }

                Array.ForEach(servers, each => each.Limit = 1 + (i % 3));
            }
        }))];
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        servers[0].InFlight.ShouldBe(0);
        return most;
    }
}
