using System.Text;
using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>A client of an origin on the origin's own simulated loop: notes what comes and when.</summary>
internal sealed class OriginPeer : IReadinessHandler
{
    private readonly OriginStage stage;
    private readonly StringBuilder received = new();
    private readonly List<byte> unsent = [];
    private readonly SocketId connection;

    public OriginPeer(OriginStage stage, NetworkAddress address)
    {
        this.stage = stage;
        stage.Origin.Loop.Connect(address, this, out connection);
    }

    public string Received => received.ToString();

    /// <summary>Answers begun.</summary>
    public int Answers => Received.Split("HTTP/1.1 ").Length - 1;

    /// <summary>Status of the first answer; 0 before it.</summary>
    public int Status => Answers == 0 ? 0 : int.Parse(Received.AsSpan("HTTP/1.1 ".Length, 3));

    /// <summary>When the newest bytes came.</summary>
    public double AtMilliseconds { get; private set; }

    public bool Connected { get; private set; }

    /// <summary>How the connection ended; WouldBlock while it lasts.</summary>
    public IoStatus Ended { get; private set; } = IoStatus.WouldBlock;

    public void Get(string target) => Send($"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n");

    public void Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    public void Send(byte[] bytes)
    {
        unsent.AddRange(bytes);
        Flush();
    }

    public void Close() => stage.Origin.Loop.Close(connection);

    public void OnReady(SocketId socket, Readiness readiness)
    {
        IoStatus connect = stage.Origin.Loop.FinishConnect(connection);
        Connected |= connect == IoStatus.Done;
        if (!Connected)
        {
            Ended = connect == IoStatus.InProgress ? Ended : connect;
            return;
        }

        Flush();
        Receive();
    }

    private void Flush()
    {
        if (Connected && unsent.Count > 0)
        {
            stage.Origin.Loop.Send(connection, unsent.ToArray());
            unsent.Clear();
        }
    }

    private void Receive()
    {
        byte[] room = new byte[64 * 1024];
        IoResult result;
        while ((result = stage.Origin.Loop.Receive(connection, room)).IsDone)
        {
            received.Append(Encoding.Latin1.GetString(room, 0, result.Bytes));
            AtMilliseconds = stage.NowMilliseconds;
        }

        Ended = Ended == IoStatus.WouldBlock ? result.Status : Ended;
    }
}
