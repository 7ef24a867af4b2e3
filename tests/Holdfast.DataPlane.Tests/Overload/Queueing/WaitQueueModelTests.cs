using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Queueing;

public sealed class WaitQueueModelTests
{
    private const long Millisecond = QueueDriver.Millisecond;

    /// <summary>Random traffic: the queue agrees with the slow one after every move, and keeps its promises.</summary>
    [Theory]
    [InlineData(1, 60, 1_200)]
    [InlineData(2, 1_000, 1_200)]
    [InlineData(3, 300, 1_200)]
    [InlineData(4, 5_000, 600)]
    [Trait("Category", "Slow")]
    public void RandomTraffic_AgreesWithTheSlowQueue(ulong seed, double capacity, int moves)
    {
        for (ulong run = 0; run < 4; run++)
        {
            new Run((seed * 1_000) + run, capacity).Play(moves);
        }
    }

    [Fact]
    public void QueueThatForgetsAPromise_IsFound()
    {
        var run = new Run(7, 1_000) { CreditFault = true };
        Should.Throw<ShouldAssertException>(() => run.Play(1_200));
    }

    private sealed class Run
    {
        private static readonly WaitEnd[] GivenUp = [WaitEnd.Expired, WaitEnd.PushedOut, WaitEnd.OverFairShare, WaitEnd.Cancelled];

        private readonly SeededRandom random;
        private readonly double capacity;
        private readonly WaitQueue queue = new();
        private readonly SlowQueue slow = new();
        private readonly List<Waiter> inside = [];
        private readonly string seed;
        private long now = 5_000 * Millisecond;
        private int removed;
        private int added;
        private int left;

        public Run(ulong seed, double capacity)
        {
            random = new SeededRandom(seed);
            this.capacity = capacity;
            this.seed = $"seed {seed}, capacity {capacity}";
            Configure();
        }

        /// <summary>Now and then another waiter than the one that is next is taken.</summary>
        public bool CreditFault { get; init; }

        public void Play(int moves)
        {
            for (int move = 0; move < moves; move++)
            {
                // Crowds come and go, so that the queue fills and empties.
                int coming = move / 200 % 2 == 0 ? 60 : 20;
                int what = random.Next(100);
                if (what < coming)
                {
                    Add();
                }
                else if (what < 80)
                {
                    Serve();
                }
                else
                {
                    Otherwise(what);
                }

                Compare();
            }

            (added - removed - left).ShouldBe(queue.Count, seed);
        }

        private void Add()
        {
            int client = random.Next(3) == 0 ? 0 : random.Next(300);
            var waiter = new Waiter(0)
            {
                Class = (RequestClass)random.Next(4),
                Client = (ulong)client,
                CostNanoseconds = random.Next(10) == 0 ? (1 + random.Next(200)) * Millisecond : (1 + random.Next(5)) * Millisecond,
                DeadlineNanoseconds = now + (random.Next(4) == 0 ? random.Next(200) : 10_000) * Millisecond,
                Bytes = random.Next(200) == 0 ? 30 << 20 : random.Next(2_000),
                AtFront = random.Next(20) == 0,
                IsOverFairShare = client % 50 == 1,
            };
            inside.Add(waiter);
            added++;
            queue.Add(waiter, now);
            slow.Add(waiter, now);
        }

        private void Serve()
        {
            Waiter? next = queue.Next(now);
            slow.Next(now, HasLeft).ShouldBe(next, seed);
            if (next is null)
            {
                return;
            }

            next.DeadlineNanoseconds.ShouldBeGreaterThan(now, seed);
            if (CreditFault && random.Next(50) == 0)
            {
                next = inside.Find(waiter => waiter.Flow >= 0 && !HasLeft(waiter))!;
            }

            queue.Take(next);
            slow.Take(CreditFault ? slow.Next(now, HasLeft)! : next);
            next.TryEnd(WaitEnd.Granted).ShouldBeTrue(seed);
            inside.Remove(next).ShouldBeTrue(seed);
            left++;
        }

        private void Otherwise(int what)
        {
            if (what < 92)
            {
                now += random.Next(10) * Millisecond;
                queue.Expire(now);
                slow.Expire(now, HasLeft);
                inside.ShouldNotContain(waiter => waiter.Flow >= 0 && waiter.ExpiresNanoseconds <= now, seed);
            }
            else if (what < 98 && inside.Count > 0)
            {
                Waiter waiter = inside[random.Next(inside.Count)];
                waiter.TryEnd(WaitEnd.Cancelled);
                if (random.Next(2) == 0)
                {
                    queue.Remove(waiter).ShouldBeTrue(seed);
                    slow.Remove(waiter);
                    inside.Remove(waiter);
                    removed++;
                }
            }
            else
            {
                Configure();
            }
        }

        private void Configure()
        {
            slow.Settings = QueueSettings.For(capacity * (0.5 + random.NextDouble()), random.Next(40) * Millisecond);
            queue.Configure(slow.Settings);
        }

        private void Compare()
        {
            var ended = new List<(Waiter, WaitEnd)>();
            while (queue.TryTakeEnded() is { } waiter)
            {
                ended.Add((waiter, waiter.End));
                inside.Remove(waiter).ShouldBeTrue(seed);
                left++;
            }

            ended.ShouldBe(slow.Ended, ignoreOrder: true, customMessage: seed);
            ended.ShouldAllBe(end => GivenUp.Contains(end.Item2), seed);
            slow.Ended.Clear();
            queue.Count.ShouldBe(slow.Count, seed);
            queue.Count.ShouldBe(inside.Count, seed);
            queue.Bytes.ShouldBe(slow.Bytes, seed);
            queue.Bytes.ShouldBeLessThanOrEqualTo(slow.Settings.Bytes, seed);
        }

        private static bool HasLeft(Waiter waiter) => waiter.End == WaitEnd.Cancelled;
    }
}
