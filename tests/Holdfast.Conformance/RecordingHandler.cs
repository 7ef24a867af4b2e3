using Holdfast.Networking;

namespace Holdfast.Conformance;

/// <summary>Keeps what a loop reported, and does what the test says on each report.</summary>
public sealed class RecordingHandler(Action<SocketId, Readiness>? onReady = null) : IReadinessHandler
{
    public List<(SocketId Socket, Readiness Readiness)> Reports { get; } = [];

    /// <summary>Everything reported so far, together.</summary>
    public Readiness Seen { get; private set; }

    public Action<SocketId, Readiness>? Reaction { get; set; } = onReady;

    public void OnReady(SocketId socket, Readiness readiness)
    {
        Reports.Add((socket, readiness));
        Seen |= readiness;
        Reaction?.Invoke(socket, readiness);
    }

    public void Clear()
    {
        Reports.Clear();
        Seen = Readiness.None;
    }
}
