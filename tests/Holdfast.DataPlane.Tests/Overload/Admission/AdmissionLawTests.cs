using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Overload.Admission;

public sealed class AdmissionLawTests
{
    private readonly ArrivalHistogram arrivals = new();
    private readonly AdmissionLaw law = new();

    [Fact]
    public void BelowCapacity_NobodyIsShed() => Tick(900, 1000, waiting: 3).AdmitsAll.ShouldBeTrue();

    [Fact]
    public void UnknownCapacity_NobodyIsShed() => Tick(900, 0, waiting: 300).AdmitsAll.ShouldBeTrue();

    [Fact]
    public void TenTimesCapacity_IsShedToJustAboveItWithinOneTick()
    {
        Tick(10_000, 1000, waiting: 20);
        law.Shed.ShouldBe(1 - (1050.0 / 10_000), 0.001);
    }

    [Fact]
    public void LongQueue_IsDrained()
    {
        Tick(2_000, 1000, waiting: 200);
        law.Shed.ShouldBe(1 - (550.0 / 2_000), 0.001);
    }

    [Fact]
    public void SurgeEnds_ReleaseTakesSteps()
    {
        Tick(10_000, 1000, waiting: 20);
        for (int tick = 0; tick < 15; tick++)
        {
            double before = law.Shed;
            Tick(10, 1000, waiting: 0);
            law.Shed.ShouldBeInRange(before - 0.2501, before);
        }

        law.Shed.ShouldBe(0);
    }

    [Fact]
    public void ShedClasses_KeepATrickle()
    {
        AdmissionThreshold threshold = Tick(10_000, 1000, waiting: 20);
        threshold.Admits(511, 0).ShouldBeTrue();
        threshold.Admits(511, ulong.MaxValue).ShouldBeFalse();
    }

    [Fact]
    public void QueueFullOfTheLessImportant_RefusesNoneOfTheImportantWhoFit()
    {
        // A sixth of 240/s are critical; capacity has fallen to 60 and 25 wait, two of them critical.
        AdmissionThreshold threshold = TickOfTwoClasses(critical: 40, users: 200, capacity: 60, waiting: 25, criticalWaiting: 2);

        threshold.ShareOf(RequestClass.Critical).ShouldBe(1);
        threshold.ShareOf(RequestClass.Default).ShouldBe(0, "what waits is more than a third of a second's work");
    }

    [Fact]
    public void QueueFullOfTheImportant_RefusesSomeOfThem()
    {
        AdmissionThreshold threshold = TickOfTwoClasses(critical: 40, users: 200, capacity: 60, waiting: 25, criticalWaiting: 25);

        threshold.ShareOf(RequestClass.Critical).ShouldBe(33.0 / 40, 0.1);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(150)]
    [InlineData(60)]
    public void QueueFullOfBestEffort_RefusesNoOthersWhoFit(double capacity)
    {
        long[] counts = new long[AdmissionKey.Count];
        Array.Fill(counts, 8, AdmissionKey.Of(RequestClass.Critical, 0), FairShares.OverShareCohort);
        Array.Fill(counts, 16, AdmissionKey.Of(RequestClass.Default, 0), FairShares.OverShareCohort);
        Array.Fill(counts, 40, AdmissionKey.Of(RequestClass.BestEffort, 0), FairShares.OverShareCohort);
        arrivals.Add(counts, 100_000_000);

        AdmissionThreshold threshold = law.Update(arrivals, 64 * capacity / 30, capacity, QueueStates.Of((int)capacity, requestClass: RequestClass.BestEffort), 0.01);

        threshold.ShareOf(RequestClass.Critical).ShouldBe(1);
        threshold.ShareOf(RequestClass.Default).ShouldBe(1);
        threshold.ShareOf(RequestClass.BestEffort).ShouldBeLessThan(0.3);
    }

    private AdmissionThreshold TickOfTwoClasses(int critical, int users, double capacity, int waiting, int criticalWaiting)
    {
        long[] counts = new long[AdmissionKey.Count];
        Array.Fill(counts, critical, AdmissionKey.Of(RequestClass.Critical, 0), FairShares.OverShareCohort);
        Array.Fill(counts, users, AdmissionKey.Of(RequestClass.Default, 0), FairShares.OverShareCohort);
        arrivals.Add(counts, 100_000_000);
        ClassCounts present = default;
        present[0] = criticalWaiting;
        present[1] = waiting - criticalWaiting;
        return law.Update(arrivals, critical + users, capacity, new QueueState(waiting, present, 0), 0.01);
    }

    private AdmissionThreshold Tick(double perSecond, double capacity, int waiting)
    {
        long[] counts = new long[AdmissionKey.Count];
        Array.Fill(counts, (long)(perSecond / 10) / AdmissionKey.Count);
        arrivals.Add(counts, 100_000_000);
        return law.Update(arrivals, perSecond, capacity, QueueStates.Of(waiting), 0.01);
    }
}
