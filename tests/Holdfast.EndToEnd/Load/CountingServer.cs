using System.Net;
using System.Net.Sockets;

namespace Holdfast.EndToEnd;

/// <summary>
/// A server in the test's own process that knows with each new connection how many of the earlier ones are still held at the other end. One that has been
/// closed there is not, whether its end was read yet or not: an origin that refuses by what it has read would find too many where there are none.
/// </summary>
internal sealed class CountingServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> open = [];
    private readonly byte[] answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray();
    private readonly TimeSpan service;

    /// <param name="service">Each answer takes so long.</param>
    public CountingServer(TimeSpan service)
    {
        this.service = service;
        listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public string Address => listener.LocalEndpoint.ToString()!;

    /// <summary>The most connections that there ever were at once.</summary>
    public int Most { get; private set; }

    /// <summary>All that there ever were.</summary>
    public int Accepted { get; private set; }

    public void Dispose() => listener.Stop();

    private void Accept()
    {
        try
        {
            while (true)
            {
                Socket connection = listener.AcceptSocket();
                open.RemoveAll(IsOver);
                open.Add(connection);
                Accepted++;
                Most = Math.Max(Most, open.Count);
                new Thread(() => Serve(connection)) { IsBackground = true }.Start();
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private static bool IsOver(Socket connection)
    {
        try
        {
            return connection.Poll(0, SelectMode.SelectRead) && connection.Available == 0;
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }

    private void Serve(Socket connection)
    {
        byte[] buffer = new byte[4096];
        try
        {
            for (int length = 0; connection.Receive(buffer.AsSpan(length)) is > 0 and var received;)
            {
                length += received;
                if (buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
                {
                    Thread.Sleep(service);
                    connection.Send(answer);
                    length = 0;
                }
            }
        }
        catch (SocketException)
        {
            // The gateway's probes end with a reset.
        }

        connection.Dispose();
    }
}
