using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Overload.Admission;

public sealed class RequestFlowTests
{
    private readonly RequestFlow flow = new(workers: 2);

    [Fact]
    public void WhatCameToEachWorker_IsTakenOnce()
    {
        flow.Samples[0].RecordArrival(3);
        flow.Samples[1].RecordArrival(3);
        flow.Samples[1].RecordArrival(200);
        flow.TakeArrived(100_000_000).ShouldBe(3);
        flow.TakeArrived(100_000_000).ShouldBe(0);
        flow.Samples[0].RecordArrival(3);
        flow.TakeArrived(100_000_000).ShouldBe(1);
    }

    [Fact]
    public void WhatWasServedAndShed_IsAddedOverTheWorkers()
    {
        flow.Samples[0].RecordCompletion(RequestClass.Default, 1_000);
        flow.Samples[1].RecordCompletion(RequestClass.Bulk, 1_000);
        flow.Samples[1].RecordShed(RequestClass.Bulk);
        flow.TakeCompleted().ShouldBe(2);
        flow.TakeCompleted().ShouldBe(0);
        flow.Sheds().ShouldBe(1);
    }
}
