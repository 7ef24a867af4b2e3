using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Invariants;

/// <summary>
/// The mail of a queue's owner: whoever finds no slot says that it waits, goes into the mailbox and wakes the owner; whoever gives a slot back looks then
/// whether anybody waits. In whatever order these steps fall, nobody is left asleep beside a free slot, though nobody looks from time to time here. The
/// gate, the mailbox and the server are the gateway's; the steps are those of <see cref="QueueSet"/> and <see cref="PoolQueue"/>, one after the other.
/// </summary>
public sealed class WakeUpsAreNotLost
{
    private const int RequestsMaximum = 6;

    // One of them may stand still while the others take so many steps, as a thread does that is put aside.
    private const int StepsAtOnceMaximum = 8;

    // Far more than so few requests need: a run that does not end is one that goes round.
    private const int StepsMaximum = 10_000;

    // What could be done in another order.
    private enum Mistake
    {
        None,
        PostsBeforeItSaysThatItWaits,
        LooksForWaitersBeforeTheSlotIsBack,
        ForgetsAWakeUpThatComesWhileItIsAwake,
        TellsTheOwnerOnceForAll,
    }

    [Fact]
    public void StepsFallInAnyOrder_EachRequestGetsASlot() => RandomRuns.NeverBreak(seed => new Run(seed, Mistake.None).Violations(), runs: 2_000);

    [Theory]
    [InlineData(nameof(Mistake.PostsBeforeItSaysThatItWaits))]
    [InlineData(nameof(Mistake.LooksForWaitersBeforeTheSlotIsBack))]
    [InlineData(nameof(Mistake.ForgetsAWakeUpThatComesWhileItIsAwake))]
    [InlineData(nameof(Mistake.TellsTheOwnerOnceForAll))]
    public void EachMistake_IsSeen(string mistake) =>
        RandomRuns.ShowTheMistake(seed => Enumerable.Range(0, 50).Sum(run => new Run((seed * 1_000) + (ulong)run, Enum.Parse<Mistake>(mistake)).Violations()));

    /// <summary>The same steps on threads: what is published must be seen across processors, too.</summary>
    [Fact]
    public void StepsRunOnThreads_NobodyIsLeftWaiting()
    {
        using OnThreads run = new();
        run.Play(rounds: 20_000).ShouldBeTrue();
    }

    private static PoolGate NewGate() => new("shop", 0, new PoolControl(LimitSettings.Default, 1, [], 0), workers: 1);

    private static ServerState NewServer(int limit) =>
        new("shop", "a", NetworkAddress.FromIPv4(0x0A00_0001u, 80), 100, new ServerChanges()) { Limit = limit };

    private sealed class Run
    {
        private readonly SeededRandom random;
        private readonly Mistake mistake;
        private readonly int asked;
        private readonly PoolGate gate = NewGate();
        private readonly ServerState server;
        private readonly Mailbox mailbox = new();
        private readonly Queue<Waiter> queue = new();
        private bool wasWoken;
        private int served;
        private int mail;
        private int violations;

        public Run(ulong seed, Mistake mistake)
        {
            random = new SeededRandom(seed);
            this.mistake = mistake;
            asked = 2 + random.Next(RequestsMaximum - 1);
            server = NewServer(limit: 1 + random.Next(2));
        }

        public int Violations()
        {
            using IEnumerator<bool> owner = Owner().GetEnumerator();
            List<IEnumerator<bool>> requests = [.. Enumerable.Range(0, asked).Select(_ => Request().GetEnumerator())];
            for (int step = 0; step < StepsMaximum && requests.Count > 0;)
            {
                int chosen = random.Next(requests.Count + 1);
                IEnumerator<bool> actor = chosen == requests.Count ? owner : requests[chosen];
                int last = step + 1 + random.Next(StepsAtOnceMaximum);
                bool goesOn = true;
                for (; step < last && goesOn; step++)
                {
                    // The owner sleeps until it is woken; all others go on, if only to find that they still wait.
                    goesOn = actor == owner ? !(wasWoken || owner.Current) || owner.MoveNext() : actor.MoveNext();
                }

                if (!goesOn)
                {
                    requests.RemoveAt(chosen);
                }
            }

            return violations + (served == asked ? 0 : 1);
        }

        /// <summary>One step after the other.</summary>
        private IEnumerable<bool> Request()
        {
            bool mustWait = gate.MustWait(null);
            yield return true;
            if (mustWait || !server.TryEnter())
            {
                Waiter waiter = new(0) { Gate = gate };
                foreach (bool _ in Wait(waiter))
                {
                    yield return true;
                }

                while (waiter.End == WaitEnd.None)
                {
                    yield return true;
                }
            }

            yield return true;
            foreach (bool _ in GiveBack())
            {
                yield return true;
            }

            served++;
        }

        private IEnumerable<bool> Wait(Waiter waiter)
        {
            if (mistake != Mistake.PostsBeforeItSaysThatItWaits)
            {
                gate.BeginWait();
            }

            yield return true;
            mail++;
            if (mailbox.Post(waiter))
            {
                yield return true;
                wasWoken = true;
            }

            yield return true;
            if (mistake == Mistake.PostsBeforeItSaysThatItWaits)
            {
                gate.BeginWait();
            }
        }

        private IEnumerable<bool> GiveBack()
        {
            bool tells = mistake == Mistake.LooksForWaitersBeforeTheSlotIsBack && gate.NoteSlotFree(1);
            yield return true;
            server.Leave();
            yield return true;
            tells |= mistake != Mistake.LooksForWaitersBeforeTheSlotIsBack && gate.NoteSlotFree(1);
            if (tells)
            {
                yield return true;
                wasWoken = true;
            }
        }

        /// <summary>One turn of its loop after the other; false where it goes to sleep.</summary>
        private IEnumerable<bool> Owner()
        {
            while (true)
            {
                if (mistake != Mistake.ForgetsAWakeUpThatComesWhileItIsAwake)
                {
                    wasWoken = false;
                }

                yield return true;
                bool mustLook = TakeMail();
                yield return true;
                bool wasFreed = mistake != Mistake.TellsTheOwnerOnceForAll ? gate.TakeSlotFree(out long _) : queue.Count > 0;
                yield return true;
                while ((mustLook | wasFreed) && queue.Count > 0 && server.TryEnter())
                {
                    yield return true;
                    gate.EndWait();
                    queue.Dequeue().TryEnd(WaitEnd.Granted);
                }

                yield return true;
                if (mistake == Mistake.ForgetsAWakeUpThatComesWhileItIsAwake)
                {
                    wasWoken = false;
                }

                if (mailbox.IsEmpty)
                {
                    yield return false;
                }
            }
        }

        /// <summary>True when the servers must be looked at: who joins a queue cannot be helped by that.</summary>
        private bool TakeMail()
        {
            bool wasEmpty = queue.Count == 0;
            int taken = 0;
            for (Waiter? waiter = mailbox.TakeAll(); waiter is not null; waiter = mailbox.TakeNext(waiter))
            {
                queue.Enqueue(waiter);
                taken++;
            }

            // No more than were posted, and none twice.
            violations += taken > mail || queue.Distinct().Count() != queue.Count ? 1 : 0;
            mail -= taken;
            return wasEmpty && taken > 0;
        }
    }

    /// <summary>Two threads that ask, one that owns the queue. A thread that is left waiting is found by the time that it takes.</summary>
    private sealed class OnThreads : IDisposable
    {
        private static readonly TimeSpan Lost = TimeSpan.FromSeconds(20);

        private readonly PoolGate gate = NewGate();
        private readonly ServerState server = NewServer(limit: 1);
        private readonly Mailbox mailbox = new();
        private readonly AutoResetEvent wakeUp = new(false);
        private volatile bool isOver;

        public bool Play(int rounds)
        {
            Thread owner = new(Own);
            owner.Start();
            Thread[] asking = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() => Ask(rounds)))];
            Array.ForEach(asking, thread => thread.Start());
            bool areDone = Array.TrueForAll(asking, thread => thread.Join(Lost));
            isOver = true;
            wakeUp.Set();
            owner.Join();
            return areDone && server.InFlight == 0 && gate.Waiting == 0;
        }

        public void Dispose() => wakeUp.Dispose();

        private void Ask(int rounds)
        {
            Waiter waiter = new(0) { Gate = gate };
            for (int round = 0; round < rounds && !isOver; round++)
            {
                if (gate.MustWait(null) || !server.TryEnter())
                {
                    waiter.Reset();
                    gate.BeginWait();
                    if (mailbox.Post(waiter))
                    {
                        wakeUp.Set();
                    }

                    SpinWait wait = default;
                    while (waiter.End == WaitEnd.None && !isOver)
                    {
                        wait.SpinOnce();
                    }
                }

                server.Leave();
                if (gate.NoteSlotFree(1))
                {
                    wakeUp.Set();
                }
            }
        }

        private void Own()
        {
            Queue<Waiter> queue = new();
            while (!isOver)
            {
                bool mustLook = false;
                for (Waiter? waiter = mailbox.TakeAll(); waiter is not null; waiter = mailbox.TakeNext(waiter))
                {
                    mustLook |= queue.Count == 0;
                    queue.Enqueue(waiter);
                }

                mustLook |= gate.TakeSlotFree(out long _);
                while (mustLook && queue.Count > 0 && server.TryEnter())
                {
                    gate.EndWait();
                    queue.Dequeue().TryEnd(WaitEnd.Granted);
                }

                if (mailbox.IsEmpty)
                {
                    wakeUp.WaitOne();
                }
            }
        }
    }
}
