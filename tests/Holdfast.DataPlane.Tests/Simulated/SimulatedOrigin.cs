using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Networking.Simulated;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>A server in the simulated network. By default it only listens; the test reads and writes on its connections.</summary>
internal sealed class SimulatedOrigin : IReadinessHandler
{
    private readonly IEventLoop loop;
    private readonly SocketId listener;

    public SimulatedOrigin(SimulatedNetwork network, IEventLoop loop, NetworkAddress address)
    {
        this.loop = loop;
        network.Listen(address, 100, out int descriptor, out _).IsDone.ShouldBeTrue();
        listener = loop.Adopt(descriptor, this);
    }

    public List<SimulatedPeer> Connections { get; } = [];

    /// <summary>Called when bytes came, to answer or to close.</summary>
    public Action<SimulatedPeer>? OnBytes { get; set; }

    /// <summary>All requests of all connections, one after the other.</summary>
    public string Requests => string.Concat(Connections.Select(connection => connection.Received));

    /// <summary>Answers each head that ends without a body.</summary>
    public void AnswerEach(string response) => OnBytes = peer =>
    {
        int answered = peer.Received.Split("\r\n\r\n").Length - 1;
        for (int i = answers.GetValueOrDefault(peer); i < answered; i++)
        {
            peer.Send(response);
        }

        answers[peer] = answered;
    };

    /// <summary>As kill -9: connects are refused and every connection breaks.</summary>
    public void Kill()
    {
        loop.Close(listener);
        OnBytes = null;
        Connections.ForEach(connection => connection.Abort());
    }

    public void OnReady(SocketId socket, Readiness readiness)
    {
        while (loop.Accept(listener, out SocketId connection, out _) == IoStatus.Done)
        {
            SimulatedPeer peer = new(loop, arrived => OnBytes?.Invoke(arrived)) { Socket = connection };
            Connections.Add(peer);
            loop.Watch(connection, peer);
        }
    }

    private readonly Dictionary<SimulatedPeer, int> answers = [];
}
