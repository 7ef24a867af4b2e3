using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Invariants;

/// <summary>
/// A pool's queue holds no more requests than its bound, of none of its classes more than that class's, no more bytes, and nobody for longer than the
/// patience of its class or its own deadline; and each that comes in leaves once.
/// </summary>
public sealed class QueuesAreBounded
{
    private const long Millisecond = 1_000_000;
    private const int Moves = 600;

    // What an owner could do wrong.
    private enum Mistake
    {
        None,
        ForgetsTheCount,
        NeverLooksWhoseTimeIsOver,
        ForgetsWhatBodiesHold,
    }

    [Fact]
    public void CrowdsComeAndGo_CountTimeAndBytesStayWithinTheirBounds() => RandomRuns.NeverBreak(seed => new Run(seed, Mistake.None).Violations());

    [Theory]
    [InlineData(nameof(Mistake.ForgetsTheCount))]
    [InlineData(nameof(Mistake.NeverLooksWhoseTimeIsOver))]
    [InlineData(nameof(Mistake.ForgetsWhatBodiesHold))]
    public void EachMistake_IsSeen(string mistake) => RandomRuns.ShowTheMistake(seed => new Run(seed, Enum.Parse<Mistake>(mistake)).Violations());

    private sealed class Run
    {
        private readonly SeededRandom random;
        private readonly Mistake mistake;
        private readonly WaitQueue queue = new();
        private readonly Dictionary<Waiter, (long Expires, int Bytes)> inside = [];
        private QueueSettings bounds = QueueSettings.Unknown;
        private long now = 5_000 * Millisecond;
        private int violations;

        public Run(ulong seed, Mistake mistake)
        {
            random = new SeededRandom(seed);
            this.mistake = mistake;
        }

        public int Violations()
        {
            Configure();
            for (int move = 0; move < Moves; move++)
            {
                // Crowds come and go, so that it fills and empties.
                int coming = move / 100 % 2 == 0 ? 70 : 30;
                int what = random.Next(100);
                if (what < coming)
                {
                    Add();
                }
                else if (what < 85)
                {
                    Serve();
                }
                else
                {
                    Otherwise(what);
                }

                Look();
            }

            return violations;
        }

        private void Add()
        {
            int bytes = random.Next(12) == 0 ? (1 + random.Next(30)) << 20 : random.Next(2_000);
            var waiter = new Waiter(0)
            {
                Class = (RequestClass)random.Next(4),
                Client = (ulong)random.Next(20),
                CostNanoseconds = (1 + random.Next(20)) * Millisecond,
                DeadlineNanoseconds = now + (random.Next(4) == 0 ? random.Next(200) : 10_000) * Millisecond,
                Bytes = mistake == Mistake.ForgetsWhatBodiesHold ? 1 : bytes,
                AtFront = random.Next(20) == 0,
                IsOverFairShare = random.Next(10) == 0,
            };
            inside.Add(waiter, (bounds.ExpiryOf(waiter, now), bytes));
            queue.Add(waiter, now);
        }

        private void Serve()
        {
            if (queue.Next(now) is { } next)
            {
                queue.Take(next);
                next.TryEnd(WaitEnd.Granted);
                Leave(next);
            }
        }

        private void Otherwise(int what)
        {
            if (what < 93)
            {
                now += random.Next(5) * Millisecond;
                Expire();
            }
            else if (what < 98 && inside.Count > 0)
            {
                Waiter waiter = inside.Keys.ElementAt(random.Next(inside.Count));
                waiter.TryEnd(WaitEnd.Cancelled);
                queue.Remove(waiter);
                Leave(waiter);
            }
            else
            {
                Configure();
            }
        }

        /// <summary>New bounds count from the next look on.</summary>
        private void Configure()
        {
            bounds = QueueSettings.For(10 + random.Next(2_000), random.Next(40) * Millisecond);
            queue.Configure(mistake == Mistake.ForgetsTheCount ? QueueSettings.Off : bounds);
            Expire();
        }

        private void Expire()
        {
            if (mistake != Mistake.NeverLooksWhoseTimeIsOver)
            {
                queue.Expire(now);
            }
        }

        private void Leave(Waiter waiter) => violations += inside.Remove(waiter) ? 0 : 1;

        private void Look()
        {
            while (queue.TryTakeEnded() is { } ended)
            {
                Leave(ended);
            }

            bool isFull = inside.Count > bounds.Count || inside.Values.Sum(each => (long)each.Bytes) > bounds.Bytes;
            bool isClassFull = Enum.GetValues<RequestClass>().Any(each => inside.Keys.Count(waiter => waiter.Class == each) > bounds.CountOf((int)each));
            bool anyLate = inside.Values.Any(each => each.Expires <= now - (5 * Millisecond));
            violations += isFull || isClassFull || anyLate || inside.Count != queue.Count ? 1 : 0;
        }
    }
}
