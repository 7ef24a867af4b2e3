using System.Net;
using System.Net.Sockets;

namespace Holdfast.EndToEnd.Kills;

/// <summary>A port of this process with a thread for each connection. Stopped, it is as a dead process: refused, and whoever was connected is cut off.</summary>
internal sealed class TinyServer : IDisposable
{
    private readonly Lock gate = new();
    private readonly Action<NetworkStream> talk;
    private readonly HashSet<TcpClient> connected = [];
    private TcpListener? listener;

    /// <param name="talk">Serves one connection to its end.</param>
    public TinyServer(Action<NetworkStream> talk)
    {
        this.talk = talk;
        Start();
    }

    public int Port { get; } = Ports.Free();

    public string Address => $"127.0.0.1:{Port}";

    public void Start()
    {
        lock (gate)
        {
            if (listener is null)
            {
                TcpListener fresh = new(IPAddress.Loopback, Port);
                fresh.Start(128);
                listener = fresh;
                new Thread(() => Accept(fresh)) { IsBackground = true }.Start();
            }
        }
    }

    public void Stop()
    {
        lock (gate)
        {
            listener?.Stop();
            listener = null;
            foreach (TcpClient client in connected)
            {
                client.Close();
            }

            connected.Clear();
        }
    }

    public void Dispose() => Stop();

    private void Accept(TcpListener mine)
    {
        while (true)
        {
            try
            {
                TcpClient client = mine.AcceptTcpClient();
                lock (gate)
                {
                    connected.Add(client);
                }

                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private void Serve(TcpClient client)
    {
        try
        {
            client.NoDelay = true;
            talk(client.GetStream());
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The other side was killed, or this one was stopped.
        }
        finally
        {
            lock (gate)
            {
                connected.Remove(client);
            }

            client.Dispose();
        }
    }
}
