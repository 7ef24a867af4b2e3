using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Holdfast.EndToEnd;

/// <summary>
/// Threads that send one request after the other until they are disposed, each failure counted and kept: anything but a whole answer
/// of status 200 is one. A client that is told to leave comes back on a new connection.
/// </summary>
internal sealed class LoadClients : IDisposable
{
    private readonly List<Thread> threads = [];
    private readonly IPEndPoint address;
    private long answered;
    private volatile bool stopping;

    public LoadClients(IPEndPoint address, params (int Clients, string Request)[] kinds)
    {
        this.address = address;
        foreach ((int clients, string request) in kinds)
        {
            for (int i = 0; i < clients; i++)
            {
                Thread thread = new(() => Run(request)) { IsBackground = true };
                threads.Add(thread);
                thread.Start();
            }
        }
    }

    public long Answered => Interlocked.Read(ref answered);

    public int Clients => threads.Count;

    public ConcurrentQueue<LoadFailure> Failures { get; } = new();

    /// <summary>Answers by server.</summary>
    public ConcurrentDictionary<string, long> ByServer { get; } = new(StringComparer.Ordinal);

    /// <summary>Keeps the connection.</summary>
    public static string Kept(string path) => HttpConnection.Get(path);

    /// <summary>A new connection for each request.</summary>
    public static string Fresh(string path) => $"GET {path} HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n";

    public static string Post(string path) => $"POST {path} HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 10\r\n\r\n0123456789";

    /// <summary>Waits until as many more requests were answered.</summary>
    public void Await(int more)
    {
        long until = Answered + more;
        Patience.Until(() => Answered >= until, () => $"{more} answers; failures: {FailureText}");
    }

    public string FailureText => $"{Failures.Count} failed, {Answered} answered. {string.Join("; ", Failures.Take(3))}";

    public void ShouldHaveFailedNever() => Failures.Count.ShouldBe(0, FailureText);

    public void Dispose()
    {
        stopping = true;
        threads.ForEach(thread => thread.Join());
    }

    private void Run(string request)
    {
        while (!stopping)
        {
            long started = Stopwatch.GetTimestamp();
            try
            {
                using HttpConnection connection = new(address);
                while (!stopping && ExchangeOne(connection, request, ref started))
                {
                }
            }
            catch (Exception failure) when (failure is IOException or SocketException)
            {
                Fail(request, started, failure.Message);
            }
        }
    }

    /// <summary>False when the connection is over.</summary>
    private bool ExchangeOne(HttpConnection connection, string request, ref long started)
    {
        started = Stopwatch.GetTimestamp();
        HttpAnswer answer = connection.Exchange(request);
        if (answer.Status == 200)
        {
            Interlocked.Increment(ref answered);
            ByServer.AddOrUpdate(answer.Server ?? "-", 1, (_, count) => count + 1);
        }
        else
        {
            Fail(request, started, answer.Head);
        }

        return !answer.Closes;
    }

    private void Fail(string request, long started, string what)
    {
        Failures.Enqueue(new LoadFailure(started, request[..request.IndexOf('\r')], what));

        // Where nobody listens any more, failures must not fill the memory before the test has noticed.
        Thread.Sleep(1);
    }
}

/// <param name="Started">Stopwatch time just before the first byte was sent.</param>
internal sealed record LoadFailure(long Started, string Request, string What);
