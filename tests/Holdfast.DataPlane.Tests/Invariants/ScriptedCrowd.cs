using Holdfast.DataPlane.Tests.Simulated;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Invariants;

/// <summary>
/// Clients that ask one thing each and servers that answer when they are told to. Who is where is known here from what both ends see, so that a gateway
/// that counts wrongly cannot hide it.
/// </summary>
internal sealed class ScriptedCrowd
{
    public const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    // The network's latency there and back, and what follows from an answer.
    private const double SettleSeconds = 0.001;

    private readonly SimulatedGateway gateway;
    private readonly SeededRandom random;
    private readonly List<SimulatedPeer> asking = [];

    public ScriptedCrowd(SimulatedGateway gateway, SeededRandom random, int servers)
    {
        this.gateway = gateway;
        this.random = random;
        Origins = [.. Enumerable.Range(1, servers).Select(i => gateway.Origin(AddressOf(i)))];
    }

    public SimulatedOrigin[] Origins { get; }

    /// <summary>Requests that were sent to no server and have no answer.</summary>
    public int Waiting => asking.Count(client => client.Received.Length == 0) - Enumerable.Range(0, Origins.Length).Sum(HeldBy);

    public static string[] Addresses(int servers) => [.. Enumerable.Range(1, servers).Select(AddressOf)];

    /// <summary>Requests that the server has and has not answered.</summary>
    public int HeldBy(int server) => Origins[server].Connections.Sum(Held);

    /// <param name="fields">Header lines, each ended by CRLF.</param>
    public SimulatedPeer Ask(string fields = "", int worker = 0)
    {
        SimulatedPeer client = gateway.Connect(worker);
        asking.Add(client);
        client.Send($"GET / HTTP/1.1\r\nHost: a\r\n{fields}\r\n");
        gateway.Pass(SettleSeconds);
        return client;
    }

    /// <summary>One of the servers answers one of its requests.</summary>
    public void AnswerOne(string answer = Ok)
    {
        SimulatedPeer[] held = [.. Origins.SelectMany(origin => origin.Connections).Where(connection => Held(connection) > 0)];
        if (held.Length > 0)
        {
            held[random.Next(held.Length)].Send(answer);
            gateway.Pass(SettleSeconds);
        }
    }

    /// <summary>One of those without an answer goes away.</summary>
    public void LeaveOne()
    {
        SimulatedPeer[] unanswered = [.. asking.Where(client => client.Received.Length == 0)];
        if (unanswered.Length > 0)
        {
            SimulatedPeer leaving = unanswered[random.Next(unanswered.Length)];
            asking.Remove(leaving);
            leaving.Abort();
            gateway.Pass(SettleSeconds);
        }
    }

    private static string AddressOf(int server) => $"10.0.0.{server}:80";

    private static int Held(SimulatedPeer connection) =>
        connection.Ended || connection.WasReset ? 0 : connection.Received.Split("\r\n\r\n").Length - 1 - connection.Sent;
}
