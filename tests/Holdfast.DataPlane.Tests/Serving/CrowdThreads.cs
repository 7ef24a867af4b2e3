using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Holdfast.DataPlane.Tests.Serving;

/// <summary>
/// Clients with an address each that ask on kept connections, whether they are served or refused, and count what they are told. Those of
/// <see cref="TrafficThreads"/> want to be served.
/// </summary>
internal sealed class CrowdThreads(IPEndPoint address) : IDisposable
{
    private readonly List<Thread> threads = [];
    private readonly ConcurrentDictionary<string, long> told = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Exception> failures = new();
    private volatile bool stopping;

    /// <summary>So many clients with a connection each.</summary>
    /// <param name="pause">After each answer.</param>
    public void Add(int clients, string path, TimeSpan pause)
    {
        for (int client = 0; client < clients; client++)
        {
            Start(FreshAddress(), path, pause);
        }
    }

    /// <summary>One client with so many connections, which asks again at once.</summary>
    public void AddOne(int connections, string path)
    {
        IPAddress own = FreshAddress();
        for (int connection = 0; connection < connections; connection++)
        {
            Start(own, path, TimeSpan.Zero);
        }
    }

    /// <summary>Waits for so many more answers, each of these kinds among them.</summary>
    /// <param name="kinds">Statuses, or the reason where there is one.</param>
    /// <returns>What was told in that time.</returns>
    public string Await(int answers, string[] kinds)
    {
        Dictionary<string, long> before = new(told, StringComparer.Ordinal);
        long More(string kind) => told.GetValueOrDefault(kind) - before.GetValueOrDefault(kind);
        SpinWait.SpinUntil(() => !failures.IsEmpty || (told.Keys.Sum(More) >= answers && kinds.All(kind => More(kind) > 0)), TimeSpan.FromSeconds(60));
        failures.ShouldBeEmpty();
        string seen = string.Join(", ", told.Keys.Order(StringComparer.Ordinal).Select(kind => $"{More(kind)} {kind}"));
        kinds.Where(kind => More(kind) == 0).ShouldBeEmpty(seen);
        return seen;
    }

    public void Dispose()
    {
        stopping = true;
        threads.ForEach(thread => thread.Join());
    }

    // All of 127.0.0.0/8 is this machine.
    private IPAddress FreshAddress() => new([127, 0, 1, (byte)(threads.Count + 1)]);

    private void Start(IPAddress from, string path, TimeSpan pause)
    {
        Thread thread = new(() => Run(from, path, pause), 256 * 1024) { IsBackground = true };
        threads.Add(thread);
        thread.Start();
    }

    private void Run(IPAddress from, string path, TimeSpan pause)
    {
        try
        {
            using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 20_000 };
            socket.Bind(new IPEndPoint(from, 0));
            socket.Connect(address);
            byte[] request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
            byte[] answer = new byte[4096];
            while (!stopping)
            {
                socket.Send(request);
                told.AddOrUpdate(Receive(socket, answer), 1, (_, count) => count + 1);
                Thread.Sleep(pause);
            }
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            failures.Enqueue(failure);
        }
    }

    private static string Receive(Socket socket, byte[] answer)
    {
        for (int length = 0; ;)
        {
            int received = socket.Receive(answer.AsSpan(length));
            length += received > 0 ? received : throw new IOException("closed without an answer");
            string text = Encoding.ASCII.GetString(answer, 0, length);
            int head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head >= 0 && length >= head + 4 + int.Parse(ScriptedConnection.Field(text, "Content-Length")!, System.Globalization.CultureInfo.InvariantCulture))
            {
                return ScriptedConnection.Field(text[..head], "X-Shed-Reason") ?? text[9..12];
            }
        }
    }
}
