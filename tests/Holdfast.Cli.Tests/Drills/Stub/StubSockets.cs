using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Holdfast.Cli.Tests.Drills.Stub;

/// <summary>Just enough of TCP and HTTP/1.1 for a stub: one request for each connection.</summary>
internal static class StubSockets
{
    private const int HeadBytesMaximum = 8192;

    public static async Task ServeAsync(string address, Func<TcpClient, Task> serve)
    {
        TcpListener listener = new(IPEndPoint.Parse(address));
        listener.Start(4096);
        while (true)
        {
            TcpClient client = await listener.AcceptTcpClientAsync();
            client.NoDelay = true;
            _ = Task.Run(() => ServeOneAsync(client, serve));
        }
    }

    /// <summary>With the empty line behind it; null when the client leaves before.</summary>
    public static async Task<byte[]?> ReadHeadAsync(NetworkStream stream)
    {
        byte[] buffer = new byte[HeadBytesMaximum];
        int length = 0;
        while (length < buffer.Length)
        {
            int more = await stream.ReadAsync(buffer.AsMemory(length));
            if (more == 0)
            {
                return null;
            }

            length += more;
            if (buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                return buffer[..length];
            }
        }

        return null;
    }

    public static async Task AnswerAsync(NetworkStream stream, string status, string body) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));

    private static async Task ServeOneAsync(TcpClient client, Func<TcpClient, Task> serve)
    {
        using (client)
        {
            try
            {
                await serve(client);
            }
            catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException)
            {
                // Somebody has gone: the connection ends, and that is all there is to say.
            }
        }
    }
}
