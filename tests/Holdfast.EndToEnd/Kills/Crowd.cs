using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace Holdfast.EndToEnd.Kills;

/// <summary>Clients with addresses of their own that ask whatever happens, and mind nothing.</summary>
internal sealed class Crowd : IDisposable
{
    private const int Clients = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource stopping = new();
    private readonly Task[] clients;

    public Crowd(string address) => clients = [.. Enumerable.Range(0, Clients).Select(number => RunAsync(address, number))];

    public void Dispose()
    {
        stopping.Cancel();
        Task.WhenAll(clients).GetAwaiter().GetResult();
        stopping.Dispose();
    }

    private async Task RunAsync(string address, int number)
    {
        using HttpClient client = new(new SocketsHttpHandler { UseProxy = false, ConnectCallback = (context, cancellation) => ConnectAsync(context, number, cancellation) }) { Timeout = TimeSpan.FromSeconds(3) };
        string path = number % 2 == 0 ? "files/1" : "products/1";
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, stopping.Token);
                using HttpResponseMessage answer = await client.GetAsync(new Uri($"http://{address}/{path}"), stopping.Token);
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
            {
                // The gateway is dead just now, or all is over.
            }
        }
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, int number, CancellationToken cancellation)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(new IPAddress([127, 0, 41, (byte)(number + 1)]), 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
