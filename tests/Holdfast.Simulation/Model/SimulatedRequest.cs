namespace Holdfast.Simulation;

/// <summary>One request of a client, with its repetitions.</summary>
internal sealed class SimulatedRequest
{
    public Stream Stream = null!;
    public ulong Client;

    /// <summary>Who waits for it; null for an open loop, in which every request has a connection of its own.</summary>
    public LoopClient? Loop;

    public int Attempts;

    /// <summary>When the client first asked, and when it asked this time.</summary>
    public long FirstAsked;
    public long Asked;
    public long Deadline;
    public double WorkSeconds;
    public Waiter Waiter = new(0);
    public ServerModel? Model;
    public Bulkhead? Bulkhead;
    public long Dispatched;
    public bool LowUse;

    /// <summary>The server that broke the connection on it; it is asked only once more.</summary>
    public ServerState? Avoid;

    /// <summary>Grows with every attempt, so that happenings of an earlier one are known.</summary>
    public long Version;

    /// <summary>Where it is in its server, for models that share: virtual work at which it is done.</summary>
    public double DoneAt;
}
