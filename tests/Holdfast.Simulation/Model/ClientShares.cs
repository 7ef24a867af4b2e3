namespace Holdfast.Simulation;

/// <summary>Who takes more than a fair share, and what follows from that: the real tables and shares, in the order of <see cref="RequestAdmission"/>.</summary>
internal sealed class ClientShares(PoolGate gate, Schedule schedule)
{
    private const long HourNanoseconds = 3_600_000_000_000;

    // As in the control loop: so much of the load newly over its share, and what is known of the arrivals is wrong.
    private const double NoticeableShare = 0.1;

    /// <summary>A request has come. False where its client has as many of them as it may have.</summary>
    public bool Arrive(SimulatedRequest request, long expectedNanoseconds)
    {
        ClientUsage usage = gate.UsageOf(request.Waiter.Worker);
        usage.Arrive(request.ClientHash, NetworkAddress.FromIPv4((uint)request.Client, 0), Math.Max(1, expectedNanoseconds), schedule.Now);
        FairShares shares = gate.Fairness.Shares;
        request.Key = AdmissionKey.Of(request.Stream.Class, shares.CohortOf(request.ClientHash, schedule.Now / HourNanoseconds));
        request.IsOverShare = shares.IsOverShare(request.ClientHash);
        return !shares.IsOverCap(request.ClientHash, usage.PresentOf(request.ClientHash));
    }

    /// <summary>Counts it once, however often it is sent.</summary>
    public void Enter(SimulatedRequest request, bool isLetIn)
    {
        if (isLetIn && request.Usage is null)
        {
            request.Usage = gate.UsageOf(request.Waiter.Worker);
            request.Usage.Enter(request.ClientHash);
        }
    }

    /// <summary>It is over. How it ended is only shown to operators.</summary>
    public void Leave(SimulatedRequest request)
    {
        request.Usage?.Leave(request.ClientHash, request.Dispatched > 0 ? schedule.Now - request.Dispatched : 0, ClientEnd.Other);
        request.Usage = null;
    }

    /// <summary>With the control loop, after it.</summary>
    public void Tick(PoolControl control, int waiting)
    {
        PoolControlState state = control.State;
        bool isContended = state.Shed > 0 || (waiting > 0 && state.Crowd != Crowd.Fits);
        double servable = state.Capacity > 0 && state.ArrivalsPerSecond > 0 ? state.Capacity / state.ArrivalsPerSecond : 1;
        if (gate.Fairness.Tick([.. gate.Usages.OfType<ClientUsage>()], isContended, servable, state.SumOfLimits, schedule.Now) >= NoticeableShare)
        {
            control.GreedyWereFound();
        }
    }
}
