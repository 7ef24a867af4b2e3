namespace Holdfast.Simulation;

/// <summary>
/// Looks whether limits, late binding and deadlines hold, by other means than those that keep them: by who was sent where and by who is known to wait.
/// </summary>
internal sealed class InvariantWatch
{
    private readonly HashSet<SimulatedRequest> waiting = [];

    /// <summary>Looking at all servers with each answer costs more than the rest of the model in fleets of thousands.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>Times that a limit was overstepped, a slot stood idle beside a waiter, or somebody was sent too late, or with too little time left, or refused beside a free slot: must stay 0.</summary>
    public int Violations { get; private set; }

    /// <summary>Requests that were sent too late.</summary>
    public long ExpiredDispatches { get; private set; }

    /// <summary>Requests that were sent with less time left than the answer usually takes, on purpose: what is usual may have changed.</summary>
    public long Canaries { get; private set; }

    public void BeginWait(SimulatedRequest request) => waiting.Add(request);

    public void EndWait(SimulatedRequest request) => waiting.Remove(request);

    /// <param name="median">Half of the pool's answers take at most this, nanoseconds.</param>
    public void NoteDispatch(SimulatedRequest request, ServerState server, long median, long now)
    {
        bool isTooLate = DispatchRule.IsTooLate(now, request.Deadline);
        ExpiredDispatches += isTooLate ? 1 : 0;
        bool isHopeless = !request.Stream.IsTimeout && request.Deadline - now < Math.Min(median, request.Expected);
        Canaries += isHopeless && request.IsCanary ? 1 : 0;
        if (IsOn && (server.InFlight > server.Limit || isTooLate || (isHopeless && !request.IsCanary)))
        {
            Violations++;
        }
    }

    public void NoteRefusal(SimulatedRequest request, int waiters, ServerState[] servers) =>
        Violations += IsOn && waiters == 0 && request.Bulkhead is null && servers.Any(CanServe) ? 1 : 0;

    public void LookForIdleSlots(ServerState[] servers)
    {
        if (!IsOn || waiting.Count == 0)
        {
            return;
        }

        foreach (ServerState server in servers)
        {
            if (CanServe(server) && waiting.Any(each => each.Avoid != server && each.Bulkhead is null))
            {
                Violations++;
            }
        }
    }

    private static bool CanServe(ServerState server) => server.InFlight < server.Limit && server.Condition == 0 && server.Weight > 0;
}
