using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Overload.Admission;

public sealed class AdmittedSharesTests
{
    private const long Tick = OverloadControl.TickNanoseconds;

    private readonly RequestFlow flow = new(workers: 2);
    private readonly AdmittedShares shares = new();

    /// <summary>The threshold lets critical requests in alone; a server has room now and then, and who comes just then is served.</summary>
    [Fact]
    public void SomeGetInBesideTheThreshold_WhatIsShownIsHowManyDid()
    {
        double[] last = Play(seconds: 10, perTick: 20, refused: 17);

        last[(int)RequestClass.Bulk].ShouldBe(0.15, 0.001);
        last[(int)RequestClass.BestEffort].ShouldBe(1, "nobody of them asked, so nobody was refused");
        last[(int)RequestClass.Critical].ShouldBe(1);
    }

    [Fact]
    public void RefusalsEnd_AllAreShownAsLetInAFewSecondsLater()
    {
        Play(seconds: 10, perTick: 20, refused: 20)[(int)RequestClass.Bulk].ShouldBe(0, 1e-9);
        Play(seconds: 3, perTick: 20, refused: 0)[(int)RequestClass.Bulk].ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void ClientsOverTheirFairShare_AreLeftOut()
    {
        double[] last = [];
        for (int tick = 0; tick < 100; tick++)
        {
            for (int request = 0; request < 10; request++)
            {
                flow.Samples[0].RecordArrival(AdmissionKey.Of(RequestClass.Default, 1));
                flow.Samples[1].RecordArrival(AdmissionKey.Of(RequestClass.Default, FairShares.OverShareCohort));
                flow.Samples[1].RecordShed(RequestClass.Default, isOverShare: true);
            }

            flow.Samples[0].RecordShed(RequestClass.Default);
            flow.TakeArrived(Tick);
            last = shares.Update(flow, Tick);
        }

        last[(int)RequestClass.Default].ShouldBe(0.9, 0.001);
    }

    private double[] Play(double seconds, int perTick, int refused)
    {
        double[] last = [];
        for (int tick = 0; tick < seconds * 10; tick++)
        {
            for (int request = 0; request < perTick; request++)
            {
                flow.Samples[request % 2].RecordArrival(AdmissionKey.Of(RequestClass.Bulk, request));
                if (request < refused)
                {
                    flow.Samples[request % 2].RecordShed(RequestClass.Bulk);
                }
            }

            flow.TakeArrived(Tick);
            last = shares.Update(flow, Tick);
        }

        return last;
    }
}
