using Holdfast.DataPlane;

namespace Holdfast.Simulation;

/// <summary>What of a request at a server comes to nothing: the server fails it, dies, or is not waited for any more.</summary>
internal sealed class ServerFaults(GatewayModel gateway, Schedule schedule, SeededRandom random)
{
    private const long FaultNanoseconds = 1_000_000;

    private readonly Repeats repeats = new(gateway, schedule);

    /// <summary>The server will fail the request it is given now.</summary>
    public bool TryFail(SimulatedRequest request)
    {
        Fault fault = request.Model!.FaultOfNext(random);
        if (fault != Fault.None)
        {
            schedule.At(schedule.Now + FaultNanoseconds, new FaultyAnswer(this, request, fault), request.Version);
        }

        return fault != Fault.None;
    }

    /// <summary>Everything the server had in hand is lost, and it refuses what comes.</summary>
    public void Kill(ServerModel model)
    {
        model.Die();
        model.State.Set(ServerCondition.Ejected, true);
        foreach (SimulatedRequest request in gateway.PresentAt(model))
        {
            gateway.Leave(model, request);
            gateway.Samples(model.State, request).RecordDrop(schedule.Now - request.Dispatched, gateway.Expected(request));
            request.Watch.End(RequestOutcome.ServerClosed, isChance: false);
            gateway.End(request, Fate.Failed);
        }

        gateway.Look();
    }

    /// <summary>Its process is gone: what it had in hand breaks off, and that is all that anybody hears of it.</summary>
    public void Crash(ServerModel model)
    {
        List<SimulatedRequest> present = gateway.PresentAt(model);
        model.Die();
        model.IsGone = true;
        present.ForEach(request => Fail(request, Fault.Reset));
    }

    /// <summary>The server has fallen silent and is out. What must not be sent twice waits on: it may yet be answered.</summary>
    public void GiveUpWaiting(ServerModel model)
    {
        foreach (SimulatedRequest request in gateway.PresentAt(model).Where(each => each.Stream.IsIdempotent))
        {
            gateway.Leave(model, request);
            gateway.Samples(model.State, request).RecordDrop(schedule.Now - request.Dispatched, gateway.Expected(request));
            RepeatOrEnd(request, model, RequestOutcome.FirstByteTimeout);
        }

        gateway.Look();
    }

    /// <summary>The client or the gateway gave up waiting for the answer.</summary>
    public void TimeOut(SimulatedRequest request)
    {
        ServerModel model = request.Model!;
        gateway.Leave(model, request);
        ServerSamples samples = gateway.Samples(model.State, request);
        long waited = schedule.Now - request.Dispatched;
        if (request.Stream.ClientsLeave)
        {
            samples.RecordAbandoned(waited, gateway.Expected(request), request.LowUse);
        }
        else
        {
            samples.RecordTimeout(waited, gateway.Expected(request), request.LowUse);
        }

        gateway.SamplesOfRoute(request).RecordUnanswered(waited);

        request.Watch.End(RequestOutcome.DeadlinePassed, isChance: false);
        gateway.Look();
        gateway.End(request, Fate.Late);
    }

    private void Fail(SimulatedRequest request, Fault fault)
    {
        ServerModel model = request.Model!;
        gateway.Leave(model, request);
        long time = schedule.Now - request.Dispatched;
        ServerSamples samples = gateway.Samples(model.State, request);
        switch (fault)
        {
            case Fault.Error:
                samples.RecordFailure(time, gateway.Expected(request), time, request.LowUse, late: false);
                request.Watch.NoteAnswer(500, time);
                request.Watch.End(RequestOutcome.Answered, isChance: false);
                gateway.End(request, Fate.Failed);
                break;
            case Fault.Refused:
                gateway.Health?.ConnectFailed(model.State);
                RepeatOrEnd(request, model, RequestOutcome.ConnectFailed);
                break;
            default:
                samples.RecordDrop(time, gateway.Expected(request));
                RepeatOrEnd(request, model, RequestOutcome.ServerClosed);
                break;
        }

        gateway.Look();
    }

    private void RepeatOrEnd(SimulatedRequest request, ServerModel model, RequestOutcome outcome)
    {
        if (!repeats.TryRepeat(request, model.State, outcome))
        {
            gateway.End(request, Fate.Failed);
        }
    }

    private sealed class FaultyAnswer(ServerFaults faults, SimulatedRequest request, Fault fault) : IHappening
    {
        public void Happen(long version)
        {
            if (request.Version == version)
            {
                faults.Fail(request, fault);
            }
        }
    }
}
