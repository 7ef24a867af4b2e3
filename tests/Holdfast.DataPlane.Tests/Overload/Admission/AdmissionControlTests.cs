using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Overload.Admission;

public sealed class AdmissionControlTests
{
    private const long Tick = 100_000_000;
    private const int ServedEachTick = 100;

    private readonly AdmissionControl control = new(workers: 1);
    private long now;

    [Fact]
    public void FewWhoAskAgainAndAgain_AreAllLetIn()
    {
        Run(clients: 200, arrivals: 300);
        control.Asking.Verdict.ShouldBe(Crowd.Fits);
        control.Shed.ShouldBe(0);
        control.Threshold.AdmitsAll.ShouldBeTrue();
    }

    [Fact]
    public void ManyWhoAsk_AreShedDownToTheCapacity()
    {
        Run(clients: 5_000, arrivals: 300);
        control.Asking.Verdict.ShouldBe(Crowd.TooLarge);
        control.Capacity.ShouldBe(1_000, 1);
        control.Shed.ShouldBeInRange(0.6, 0.9);
        control.Threshold.AdmitsAll.ShouldBeFalse();
    }

    [Fact]
    public void Overflow_LetsNothingLessImportantInUntilTheNextLook()
    {
        control.Overflowed(AdmissionKey.Of(RequestClass.BestEffort, 0));
        control.Threshold.Admits(AdmissionKey.Of(RequestClass.Bulk, 0), 1).ShouldBeFalse();
        control.Threshold.Admits(AdmissionKey.Of(RequestClass.Default, 0), 1).ShouldBeTrue();
    }

    /// <summary>Five seconds in which somebody waits all the time.</summary>
    private void Run(int clients, int arrivals)
    {
        PoolSamples samples = control.Flow.Samples[0];
        int counted = -1;
        for (int tick = 0; tick < 50; tick++)
        {
            int epoch = control.Asking.EpochOf(now);
            for (int client = 0; epoch != counted && client < clients; client++)
            {
                samples.RecordClient(epoch);
            }

            counted = epoch;
            for (int arrival = 0; arrival < arrivals; arrival++)
            {
                samples.RecordArrival(AdmissionKey.Of(RequestClass.Default, arrival % AdmissionKey.Cohorts));
            }

            for (int served = 0; served < ServedEachTick; served++)
            {
                samples.RecordCompletion(RequestClass.Default, 20_000_000);
            }

            now += Tick;
            control.Tick(QueueStates.Of(100, now), promised: 1_000, meanServiceNanoseconds: 20e6, Tick, now);
        }
    }
}
