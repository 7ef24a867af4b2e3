namespace Holdfast.Foundation.Tests;

/// <summary>The wheel against a sorted list that is too simple to be wrong, over random schedules of all distances.</summary>
public class TimerWheelModelTests
{
    private const long Resolution = 1_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomSchedules_FireLikeASortedList(ulong seed)
    {
        var random = new SeededRandom(seed);
        var wheel = new TimerWheel(Resolution, 0);
        ModelTimer[] timers = [.. Enumerable.Range(0, 200).Select(_ => new ModelTimer())];
        long now = 0;
        for (int step = 0; step < 20_000; step++)
        {
            ModelTimer timer = timers[random.Next(timers.Length)];
            if (random.Next(4) == 0)
            {
                wheel.Cancel(timer);
                timer.Due = null;
            }
            else
            {
                timer.Due = now + Distance(random);
                wheel.Schedule(timer, timer.Due.Value);
            }

            now = NextTime(random, wheel, timers, now);
            timers.Count(t => t.Due is not null).ShouldBe(wheel.Count, $"seed {seed}, step {step}");
            int expected = timers.Count(t => IsDue(t, now));
            wheel.Advance(now).ShouldBe(expected, $"seed {seed}, step {step}, now {now}");
        }
    }

    // From a fraction of a tick to hours: all levels of the wheel up to the fifth are crossed.
    private static long Distance(SeededRandom random) => (long)(random.NextDouble() * Math.Pow(10, 4 + random.Next(10)));

    private static bool IsDue(ModelTimer timer, long now) =>
        timer.Due is { } due && Math.Max(0, due + Resolution - 1) / Resolution <= now / Resolution;

    /// <summary>Half of the time sleeps as a loop would, and checks that it does not oversleep; else goes anywhere.</summary>
    private static long NextTime(SeededRandom random, TimerWheel wheel, ModelTimer[] timers, long now)
    {
        long sleep = wheel.NanosecondsUntilNext(now);
        long? earliest = timers.Min(t => t.Due);
        if (earliest is null)
        {
            sleep.ShouldBe(-1, $"seed {random.Seed}");
            return now;
        }

        sleep.ShouldBeInRange(0, Math.Max(0, earliest.Value - now) + Resolution, $"seed {random.Seed}, now {now}");
        return now + (random.Next(2) == 0 ? sleep : Distance(random));
    }

    private sealed class ModelTimer : TimerNode
    {
        public long? Due { get; set; }

        protected internal override void OnDue(long nowNanoseconds)
        {
            Due.ShouldNotBeNull();
            Due.Value.ShouldBeLessThanOrEqualTo(nowNanoseconds);
            Due = null;
        }
    }
}
