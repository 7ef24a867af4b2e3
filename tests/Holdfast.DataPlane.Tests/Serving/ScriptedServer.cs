using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Holdfast.DataPlane.Tests.Serving;

/// <summary>
/// A server whose every byte the test decides: for each connection a script gets the raw connection. Keeps the heads it saw.
/// </summary>
public sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Action<ScriptedConnection> script;
    private int connections;

    public ScriptedServer(Action<ScriptedConnection> script)
    {
        this.script = script;
        listener.Start();
        Thread thread = new(Accept) { IsBackground = true };
        thread.Start();
    }

    public string Address => listener.LocalEndpoint.ToString()!;

    public int Connections => Volatile.Read(ref connections);

    public ConcurrentQueue<string> Heads { get; } = new();

    /// <summary>Answers every request with the same bytes, on kept connections.</summary>
    public static ScriptedServer Answering(string response) => new(connection =>
    {
        while (connection.ReadHead() is { } head)
        {
            connection.ReadBody(head);
            connection.Write(response);
        }
    });

    public void Dispose() => listener.Stop();

    private void Accept()
    {
        for (;;)
        {
            Socket socket;
            try
            {
                socket = listener.AcceptSocket();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            Interlocked.Increment(ref connections);
            new Thread(() => Run(socket)) { IsBackground = true }.Start();
        }
    }

    private void Run(Socket socket)
    {
        using ScriptedConnection connection = new(socket, Heads);
        try
        {
            script(connection);
        }
        catch (IOException)
        {
            // The gateway closed; the test looks at what it saw.
        }
        catch (SocketException)
        {
        }
    }
}

/// <summary>One connection of a <see cref="ScriptedServer"/>, or of a test's client: reads heads and bodies byte by byte.</summary>
public sealed class ScriptedConnection : IDisposable
{
    private readonly ConcurrentQueue<string>? heads;
    private readonly NetworkStream stream;
    private readonly Socket socket;

    public ScriptedConnection(Socket socket, ConcurrentQueue<string>? heads = null)
    {
        this.socket = socket;
        this.heads = heads;
        socket.NoDelay = true;
        socket.ReceiveTimeout = 10_000;
        stream = new NetworkStream(socket, ownsSocket: true);
    }

    public static ScriptedConnection To(IPEndPoint address)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(address);
        return new ScriptedConnection(socket);
    }

    /// <summary>Up to and with the empty line; null at the end of the stream.</summary>
    public string? ReadHead()
    {
        StringBuilder text = new();
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            int next = stream.ReadByte();
            if (next < 0)
            {
                return text.Length == 0 ? null : throw new IOException($"ended inside a head: {text}");
            }

            text.Append((char)next);
        }

        heads?.Enqueue(text.ToString());
        return text.ToString();
    }

    /// <summary>The body that the head announces, decoded; chunked bodies end with their trailers after a '|'.</summary>
    public string ReadBody(string head)
    {
        string? length = Field(head, "Content-Length");
        if (length is not null)
        {
            return ReadExactly(int.Parse(length));
        }

        return Field(head, "Transfer-Encoding") is not null ? ReadChunked() : string.Empty;
    }

    public static string? Field(string head, string name) => head.Split("\r\n").Skip(1)
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim()).FirstOrDefault();

    public string ReadExactly(int count)
    {
        byte[] bytes = new byte[count];
        stream.ReadExactly(bytes);
        return Encoding.Latin1.GetString(bytes);
    }

    public string ReadToEnd()
    {
        using MemoryStream all = new();
        stream.CopyTo(all);
        return Encoding.Latin1.GetString(all.ToArray());
    }

    public string ReadLine()
    {
        StringBuilder line = new();
        while (!line.ToString().EndsWith("\r\n", StringComparison.Ordinal))
        {
            int next = stream.ReadByte();
            if (next < 0)
            {
                throw new IOException($"ended inside a line: {line}");
            }

            line.Append((char)next);
        }

        return line.ToString()[..^2];
    }

    public void Write(string text) => stream.Write(Encoding.Latin1.GetBytes(text));

    public void Write(byte[] bytes) => stream.Write(bytes);

    public int Read(byte[] buffer) => stream.Read(buffer);

    public void ShutdownSend() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Closes with RST.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public void Dispose() => stream.Dispose();

    private string ReadChunked()
    {
        StringBuilder body = new();
        for (;;)
        {
            int size = Convert.ToInt32(ReadLine(), 16);
            if (size == 0)
            {
                break;
            }

            body.Append(ReadExactly(size));
            ReadLine();
        }

        for (string line = ReadLine(); line.Length > 0; line = ReadLine())
        {
            body.Append('|').Append(line);
        }

        return body.ToString();
    }
}
