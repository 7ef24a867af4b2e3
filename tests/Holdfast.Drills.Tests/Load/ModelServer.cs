using System.Text;
using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Drills.Load;

/// <summary>
/// A server on the same event loop as the load, in virtual time or real: answers after a time, may be frozen, refuse, cut or say anything.
/// </summary>
internal sealed class ModelServer : IReadinessHandler
{
    private readonly IEventLoop loop;
    private readonly IClock clock;
    private readonly SocketId listener;
    private readonly PriorityQueue<(SocketId Socket, string Answer), long> due = new();
    private readonly Dictionary<SocketId, StringBuilder> received = [];

    public ModelServer(INetwork network, IEventLoop loop, IClock clock, string address = "127.0.0.1:0")
    {
        this.loop = loop;
        this.clock = clock;
        NetworkAddress.TryParse(address, out NetworkAddress wanted).ShouldBeTrue();
        network.Listen(wanted, 4096, out int descriptor, out NetworkAddress bound).IsDone.ShouldBeTrue();
        Address = bound;
        listener = loop.Adopt(descriptor, this);
    }

    public NetworkAddress Address { get; }

    public long ServiceNanoseconds { get; set; } = 1_000_000;

    /// <summary>Without anybody who calls <see cref="Advance"/>: on a loop of its own, with real sockets.</summary>
    public bool AnswersAtOnce { get; init; }

    /// <summary>Everything that would be answered earlier is answered then.</summary>
    public long FrozenUntil { get; set; }

    /// <summary>The answer to a request; empty to say nothing, null to cut the connection.</summary>
    public Func<string, string?> Answer { get; set; } = _ => Ok("hello");

    public List<string> Requests { get; } = [];

    public List<NetworkAddress> Peers { get; } = [];

    public long NextDue => due.TryPeek(out _, out long next) ? next : long.MaxValue;

    public static string Ok(string body, string fields = "") => $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{fields}\r\n{body}";

    public static string Status(int status, string fields = "") => $"HTTP/1.1 {status} Because\r\nContent-Length: 0\r\n{fields}\r\n";

    public void Advance()
    {
        long now = clock.NowNanoseconds;
        while (due.TryPeek(out _, out long next) && next <= now)
        {
            (SocketId socket, string answer) = due.Dequeue();
            if (received.ContainsKey(socket))
            {
                loop.Send(socket, Encoding.ASCII.GetBytes(answer));
                if (answer.Contains("Connection: close", StringComparison.Ordinal))
                {
                    Close(socket);
                }
            }
        }
    }

    public void CutAll()
    {
        foreach (SocketId socket in received.Keys.ToArray())
        {
            received.Remove(socket);
            loop.Abort(socket);
        }
    }

    public void OnReady(SocketId socket, Readiness readiness)
    {
        if (socket == listener)
        {
            while (loop.Accept(listener, out SocketId accepted, out NetworkAddress peer) == IoStatus.Done)
            {
                Peers.Add(peer);
                received[accepted] = new StringBuilder();
                loop.Watch(accepted, this);
            }

            return;
        }

        byte[] buffer = new byte[64 * 1024];
        IoResult result;
        while (received.ContainsKey(socket) && (result = loop.Receive(socket, buffer)).Status != IoStatus.WouldBlock)
        {
            if (!result.IsDone)
            {
                Close(socket);
                return;
            }

            received[socket].Append(Encoding.ASCII.GetString(buffer, 0, result.Bytes));
            TakeRequests(socket);
        }
    }

    private void TakeRequests(SocketId socket)
    {
        StringBuilder text = received[socket];
        while (text.ToString() is var all && all.IndexOf("\r\n\r\n", StringComparison.Ordinal) is var end and >= 0)
        {
            int lengthAt = all.IndexOf("Content-Length: ", StringComparison.Ordinal);
            int body = lengthAt >= 0 && lengthAt < end ? int.Parse(all[(lengthAt + 16)..all.IndexOf('\r', lengthAt)], System.Globalization.CultureInfo.InvariantCulture) : 0;
            if (text.Length < end + 4 + body)
            {
                return;
            }

            string request = all[..(end + 4 + body)];
            text.Remove(0, request.Length);
            Requests.Add(request);
            if (Answer(request) is not { } answer)
            {
                received.Remove(socket);
                loop.Abort(socket);
                return;
            }

            if (AnswersAtOnce)
            {
                loop.Send(socket, Encoding.ASCII.GetBytes(answer));
            }
            else if (answer.Length > 0)
            {
                due.Enqueue((socket, answer), Math.Max(FrozenUntil, clock.NowNanoseconds) + ServiceNanoseconds);
            }
        }
    }

    private void Close(SocketId socket)
    {
        received.Remove(socket);
        loop.Close(socket);
    }
}
