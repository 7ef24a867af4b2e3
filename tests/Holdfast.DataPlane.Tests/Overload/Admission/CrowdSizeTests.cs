namespace Holdfast.DataPlane.Tests.Overload.Admission;

public sealed class CrowdSizeTests
{
    private const long Tick = 100_000_000;
    private const long Second = 1_000_000_000;

    private readonly CrowdSize crowd = new();
    private readonly PoolSamples[] samples = [new PoolSamples(), new PoolSamples()];
    private long now;

    [Fact]
    public void NothingIsKnown_NobodyIsJudged()
    {
        Run(ticks: 30, clients: 100_000, capacity: 0);
        crowd.Verdict.ShouldBe(Crowd.Unknown);
    }

    [Fact]
    public void FirstFigures_AreNotBelieved()
    {
        Run(ticks: 9, clients: 500, capacity: 1_000);
        crowd.Verdict.ShouldBe(Crowd.Unknown);
        Run(ticks: 2, clients: 500, capacity: 1_000);
        crowd.Verdict.ShouldBe(Crowd.TooLarge);
    }

    [Fact]
    public void FarTooManyForTheFirstFigures_AreTooMany()
    {
        Run(ticks: 9, clients: 501, capacity: 1_000);
        crowd.Verdict.ShouldBe(Crowd.TooLarge);
    }

    [Theory]
    [InlineData(200, Crowd.Fits)]
    [InlineData(201, Crowd.TooLarge)]
    public void ClientsByCapacity_IsTheWaitThatDecides(int clients, object verdict)
    {
        Run(ticks: 40, clients, capacity: 1_000);
        crowd.Clients.ShouldBe(clients);
        crowd.Verdict.ShouldBe((Crowd)verdict);
    }

    [Theory]
    [InlineData(500, Crowd.Fits)]
    [InlineData(501, Crowd.TooLarge)]
    public void CapacityWasNeverMeasured_TwiceAsManyAreWorthATry(int clients, object verdict)
    {
        Run(ticks: 40, clients, capacity: 1_000, isMeasured: false);
        crowd.Verdict.ShouldBe((Crowd)verdict);
    }

    [Fact]
    public void CrowdThatFits_MayGrowALittle()
    {
        Run(ticks: 40, clients: 200, capacity: 1_000);
        Run(ticks: 40, clients: 250, capacity: 1_000);
        crowd.Verdict.ShouldBe(Crowd.Fits);
        Run(ticks: 40, clients: 251, capacity: 1_000);
        crowd.Verdict.ShouldBe(Crowd.TooLarge);
    }

    [Fact]
    public void Crowd_IsCountedOverBothWorkers()
    {
        Run(ticks: 40, clients: 30, capacity: 1_000);
        for (int client = 0; client < 12; client++)
        {
            samples[1].RecordClient(crowd.EpochOf(now));
        }

        crowd.Update(samples, 1_000, isMeasured: true, 0, now);
        crowd.Clients.ShouldBe(42);
    }

    [Fact]
    public void CrowdThatLeaves_IsForgotten()
    {
        Run(ticks: 40, clients: 5_000, capacity: 1_000);
        crowd.Verdict.ShouldBe(Crowd.TooLarge);
        Run(ticks: 40, clients: 3, capacity: 1_000);
        crowd.Clients.ShouldBe(3);
        crowd.Verdict.ShouldBe(Crowd.Fits);
    }

    [Fact]
    public void LongRequests_AreCountedOverLongerStretches()
    {
        // Each asks once in 10 s: a second would see a tenth of them.
        Run(ticks: 40, clients: 10, capacity: 10);
        int before = crowd.EpochOf(now + (40 * Second)) - crowd.EpochOf(now);
        crowd.Update(samples, 10, isMeasured: true, medianServiceNanoseconds: 10 * Second, now);
        (crowd.EpochOf(now + (40 * Second)) - crowd.EpochOf(now)).ShouldBeLessThan(before / 20);
        // The figure holds until one of the longer stretches is whole.
        crowd.Clients.ShouldBe(10);
    }

    private void Run(int ticks, int clients, double capacity, bool isMeasured = true)
    {
        int last = -1;
        // Each call with a stretch of time of its own.
        now = ((now >> 30) + 1) << 30;
        for (int tick = 0; tick < ticks; tick++)
        {
            int epoch = crowd.EpochOf(now);
            for (int client = 0; client < clients && epoch != last; client++)
            {
                samples[0].RecordClient(epoch);
            }

            last = epoch;
            crowd.Update(samples, capacity, isMeasured, medianServiceNanoseconds: 0, now);
            now += Tick;
        }
    }
}
