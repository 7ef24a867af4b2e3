using Holdfast.Foundation;

namespace Holdfast.Networking.Simulated;

/// <summary>A listening socket with its accept queue.</summary>
internal sealed class SimulatedListener(SimulatedNetwork network, NetworkAddress address, int backlogConnections) : SimulatedSocket(network)
{
    private readonly Queue<SimulatedConnection> waiting = new();

    public NetworkAddress Address => address;

    /// <summary>As on Linux a full queue does not refuse: the handshake stays unanswered.</summary>
    public bool IsFull => waiting.Count > backlogConnections;

    public override Readiness Ready => waiting.Count > 0 ? Readiness.Readable : Readiness.None;

    public void Queue(SimulatedConnection connection)
    {
        waiting.Enqueue(connection);
        Changed();
    }

    public SimulatedConnection? TryAccept() => waiting.TryDequeue(out SimulatedConnection? connection) ? connection : null;

    /// <summary>What waits is reset, which is why a takeover passes listeners on instead of closing them.</summary>
    public override void Close(bool abort)
    {
        Network.Remove(this);
        while (waiting.TryDequeue(out SimulatedConnection? connection))
        {
            connection.Close(abort: true);
        }
    }
}
