using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Health;

public sealed class TrafficEvidenceTests
{
    private const long Second = 1_000_000_000;
    private const ulong Seed = 5;

    [Fact]
    public void Buckets_HoldTheirTimesAndNothingAbove()
    {
        SeededRandom random = new(Seed);
        for (int i = 0; i < 100_000; i++)
        {
            long time = (long)Math.Pow(10, 11 * random.NextDouble());
            int bucket = TrafficEvidence.BucketOf(time);
            if (bucket < TrafficEvidence.TimeBuckets - 1)
            {
                time.ShouldBeLessThan(TrafficEvidence.UpperBound(bucket), $"seed {Seed}");
                (bucket == 0 || time >= TrafficEvidence.UpperBound(bucket - 1) || bucket == 2).ShouldBeTrue($"{time} in {bucket}, seed {Seed}");
            }
        }
    }

    [Fact]
    public void FirstByte99_LiesAtMostHalfAboveTheRealOne()
    {
        SeededRandom random = new(Seed);
        ServerEvidence server = new();
        var times = new List<long>();
        for (int second = 1; second <= 20; second++)
        {
            for (int i = 0; i < 200; i++)
            {
                long time = (long)(0.02 * Second * Math.Exp(random.NextDouble() * 2));
                times.Add(time);
                server.Of(i % 3).NoteAnswer(200, time);
            }

            server.Collect(second * Second);
        }

        long real = times.Order().ElementAt((int)(times.Count * 0.99));
        server.FirstByte99.ShouldBeInRange((long)(real * 0.99), (long)(real * 1.5), $"seed {Seed}");
    }

    [Fact]
    public void SlowerSinceAMinute_IsUsualNow()
    {
        ServerEvidence server = new();
        for (int second = 1; second <= 120; second++)
        {
            for (int i = 0; i < 100; i++)
            {
                server.Of(0).NoteAnswer(200, (second <= 60 ? 10 : 500) * 1_000_000L);
            }

            server.Collect(second * Second);
            if (second == 60)
            {
                server.FirstByte99.ShouldBeLessThan(20_000_000);
            }
        }

        server.FirstByte99.ShouldBeGreaterThanOrEqualTo(500_000_000);
        for (int second = 121; second <= 260; second++)
        {
            server.Of(0).NoteAnswer(200, 10_000_000);
            server.Collect(second * Second);
        }

        server.FirstByte99.ShouldBe(0, "too few answers lately to say anything");
    }

    [Fact]
    public void TwoConnectionsLostInARow_LookLikeDeath()
    {
        TrafficEvidence evidence = new();
        evidence.NoteLoss(Second).ShouldBeFalse();
        evidence.NoteLoss(Second + 1).ShouldBeTrue();
    }

    [Fact]
    public void ConnectionsLostWhileOthersAreAnswered_DoNot()
    {
        TrafficEvidence evidence = new();
        for (int i = 0; i < 100; i++)
        {
            evidence.NoteLoss(Second).ShouldBeFalse("a request that the server will not answer must not put it out");
            evidence.NoteAnswer(200, 1_000_000);
        }
    }

    [Fact]
    public void ConnectionsLostOverSeconds_DoNot()
    {
        TrafficEvidence evidence = new();
        for (int i = 1; i < 100; i++)
        {
            evidence.NoteLoss(i * 11 * Second / 10).ShouldBeFalse();
        }
    }
}
