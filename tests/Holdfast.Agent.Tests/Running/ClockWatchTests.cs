using Holdfast.Agent.Reports;
using Holdfast.Agent.Running;

namespace Holdfast.Agent.Tests.Running;

public class ClockWatchTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.8)]
    [InlineData(0)]
    public void Offset_IsWithinItsUncertainty(double ahead)
    {
        ClockWatch watch = new();
        SeededRandom random = new(5);
        for (int exchange = 0; exchange < 20; exchange++)
        {
            // 1 to 51 ms there, 1 to 21 ms back.
            Note(watch, Start.AddSeconds(5 * exchange), ahead, 0.001 + (0.05 * random.NextDouble()), 0.001 + (0.02 * random.NextDouble()));
        }

        ClockOffset offset = watch.Offset.ShouldNotBeNull();
        Math.Abs(offset.Seconds - ahead).ShouldBeLessThanOrEqualTo(offset.UncertaintySeconds + 0.0002);
        offset.UncertaintySeconds.ShouldBeLessThan(0.03);
    }

    [Fact]
    public void ClockThatIsSetRight_IsSeenAtOnce()
    {
        ClockWatch watch = new();
        Note(watch, Start, 3, 0.001, 0.001);
        Note(watch, Start.AddSeconds(5), 0, 0.01, 0.01);
        watch.Offset.ShouldNotBeNull().Seconds.ShouldBe(0, 0.011);
    }

    private static void Note(ClockWatch watch, DateTimeOffset at, double ahead, double there, double back)
    {
        DateTimeOffset received = at.AddSeconds(there);
        DateTimeOffset answered = received.AddSeconds(0.002);
        watch.Note(at.AddSeconds(ahead), answered.AddSeconds(back + ahead), new AgentAnswer { Seed = "s", ReceivedAt = received, AnsweredAt = answered });
    }
}
