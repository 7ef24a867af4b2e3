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

    private AdmissionThreshold Tick(double perSecond, double capacity, int waiting)
    {
        long[] counts = new long[AdmissionKey.Count];
        Array.Fill(counts, (long)(perSecond / 10) / AdmissionKey.Count);
        arrivals.Add(counts, 100_000_000);
        return law.Update(arrivals, perSecond, capacity, waiting, 0.01);
    }
}
