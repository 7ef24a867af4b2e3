using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Holdfast.EndToEnd;

/// <summary>A client's connection that sends exactly the bytes it is given and reads answers one after the other. Blocking; one thread.</summary>
internal sealed class HttpConnection : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly byte[] buffer = new byte[32 * 1024];
    private int start;
    private int end;

    public HttpConnection(IPEndPoint address)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.ReceiveTimeout = Socket.SendTimeout = (int)Timeout.TotalMilliseconds;
        Socket.Connect(address);
    }

    public Socket Socket { get; }

    public static string Get(string path) => $"GET {path} HTTP/1.1\r\nHost: shop.example\r\n\r\n";

    public void Send(string text) => Send(Encoding.ASCII.GetBytes(text));

    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[Socket.Send(bytes)..];
        }
    }

    public HttpAnswer Exchange(string request)
    {
        Send(request);
        return ReadAnswer();
    }

    /// <exception cref="IOException">The connection ended first.</exception>
    public HttpAnswer ReadAnswer() => ReadRest(ReadHead());

    /// <summary>The answer whose head was read before.</summary>
    /// <exception cref="IOException">The connection ended first.</exception>
    public HttpAnswer ReadRest(string head)
    {
        HttpAnswer answer = new(int.Parse(head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture), head);
        long body = answer.Field("Content-Length") is { } length ? long.Parse(length, CultureInfo.InvariantCulture) : 0;
        while (body > 0)
        {
            if (start == end)
            {
                Receive();
            }

            int taken = (int)Math.Min(body, end - start);
            start += taken;
            body -= taken;
        }

        return answer;
    }

    public string ReadHead()
    {
        for (;;)
        {
            int length = buffer.AsSpan(start, end - start).IndexOf("\r\n\r\n"u8);
            if (length >= 0)
            {
                string head = Encoding.ASCII.GetString(buffer, start, length + 4);
                start += length + 4;
                return head;
            }

            Receive();
        }
    }

    public void Dispose() => Socket.Dispose();

    private void Receive()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        int received = Socket.Receive(buffer.AsSpan(end));
        end += received > 0 ? received : throw new IOException("the connection was closed before the answer was complete");
    }
}
