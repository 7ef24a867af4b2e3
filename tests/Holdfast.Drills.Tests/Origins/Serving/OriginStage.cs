using System.Text;
using System.Text.Json;
using Holdfast.Foundation;
using Holdfast.Networking.Simulated;

namespace Holdfast.Drills;

/// <summary>An origin and its clients on one simulated loop, in virtual time.</summary>
internal sealed class OriginStage : IDisposable
{
    public static readonly NetworkAddress Address = NetworkAddress.FromIPv4(0x7F00_0101, 8001);
    public static readonly NetworkAddress Control = NetworkAddress.FromIPv4(0x7F00_0101, 9001);

    public OriginStage(OriginBehaviour? behaviour = null, bool echo = false, int backlog = 128)
    {
        Network.FaultsOf(Address).LatencyNanoseconds = 0;
        Network.FaultsOf(Control).LatencyNanoseconds = 0;
        Origin = new Origin(new OriginOptions { Address = Address, Control = Control, Name = "a", Echo = echo, BacklogConnections = backlog, Behaviour = behaviour ?? new() }, Network, Network.Clock);
        Origin.Open().ShouldBeNull();
    }

    public SimulatedNetwork Network { get; } = new();

    public Origin Origin { get; }

    public double NowMilliseconds => Network.Clock.NowNanoseconds / 1e6;

    public OriginCounts Counts => Origin.Counts;

    public JsonElement State => JsonDocument.Parse(Origin.StateJson(600)).RootElement;

    public OriginPeer Connect() => new(this, Address);

    /// <summary>A new connection with one GET on it.</summary>
    public OriginPeer Get(string target)
    {
        OriginPeer peer = Connect();
        peer.Get(target);
        return peer;
    }

    /// <summary>An order over the control address; the body of the answer.</summary>
    public string Order(string path, string json, int status = 200)
    {
        OriginPeer peer = new(this, Control);
        peer.Send($"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");
        RunFor(0.001);
        peer.Received.ShouldStartWith($"HTTP/1.1 {status} ");
        peer.Close();
        return peer.Received[(peer.Received.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
    }

    /// <summary>Turns the loop until so much time has passed, exactly.</summary>
    public void RunFor(double milliseconds)
    {
        bool over = false;
        Origin.Schedule(new ActionTimer(() => over = true), TimeSpan.FromMilliseconds(milliseconds));
        while (!over)
        {
            Origin.Turn();
        }
    }

    public void Dispose() => Origin.Dispose();
}
