namespace Holdfast.Simulation;

/// <summary>What of a request at a server comes to nothing: the server fails it, dies, or is not waited for any more.</summary>
internal sealed class ServerFaults(GatewayModel gateway, Schedule schedule, SeededRandom random)
{
    private const long FaultNanoseconds = 1_000_000;

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
    public void Kill(ServerModel model, IEnumerable<SimulatedRequest> present)
    {
        model.Die();
        model.State.Set(ServerCondition.Ejected, true);
        foreach (SimulatedRequest request in present.Where(each => each.Model == model).ToList())
        {
            gateway.Leave(model, request);
            gateway.Samples(model.State, request).RecordDrop(schedule.Now - request.Dispatched, gateway.Expected(request));
            gateway.OnEnd(request, Fate.Failed);
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

        gateway.Look();
        gateway.OnEnd(request, Fate.Late);
    }

    private void Fail(SimulatedRequest request, Fault fault)
    {
        ServerModel model = request.Model!;
        gateway.Leave(model, request);
        long time = schedule.Now - request.Dispatched;
        ServerSamples samples = gateway.Samples(model.State, request);
        if (fault == Fault.Error)
        {
            samples.RecordFailure(time, gateway.Expected(request), time, request.LowUse, late: false);
        }
        else
        {
            samples.RecordDrop(time, gateway.Expected(request));
        }

        if (fault == Fault.Error || !gateway.TryRepeat(request, model.State))
        {
            gateway.OnEnd(request, Fate.Failed);
        }

        gateway.Look();
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
