using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Holdfast.Cli.Tests;

/// <summary>Stands where the admin API of a gateway would: the same answer to everything, and what was asked.</summary>
internal sealed class FakeApi : IDisposable
{
    private readonly HttpListener listener = new();

    public FakeApi(int status, string body)
    {
        Address = $"127.0.0.1:{Workplace.FreePort()}";
        listener.Prefixes.Add($"http://{Address}/");
        listener.Start();
        _ = Task.Run(() => Answer(status, Encoding.UTF8.GetBytes(body)));
    }

    public string Address { get; }

    /// <summary>The bodies of the requests.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public void Dispose() => listener.Close();

    private void Answer(int status, byte[] body)
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = listener.GetContext();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using StreamReader reader = new(context.Request.InputStream);
            Asked.Enqueue(reader.ReadToEnd());
            context.Response.StatusCode = status;
            context.Response.OutputStream.Write(body);
            context.Response.Close();
        }
    }
}
