namespace Holdfast.DataPlane.Tests.Serving;

/// <summary>Clients that send one request after the other on kept connections, and come back when they are told to leave.</summary>
public sealed class TrafficThreads : IDisposable
{
    private readonly List<Thread> threads = [];
    private readonly System.Net.IPEndPoint address;
    private readonly string request;
    private long answered;
    private long failed;
    private volatile bool stopping;

    public TrafficThreads(System.Net.IPEndPoint address, int count, string request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    {
        this.address = address;
        this.request = request;
        for (int i = 0; i < count; i++)
        {
            Thread thread = new(Run) { IsBackground = true };
            threads.Add(thread);
            thread.Start();
        }
    }

    public long Answered => Interlocked.Read(ref answered);

    public long Failed => Interlocked.Read(ref failed);

    public string? FirstFailure { get; private set; }

    /// <summary>Waits until as many more requests were answered.</summary>
    public void Await(int more)
    {
        long until = Answered + more;
        SpinWait.SpinUntil(() => Answered >= until || Failed > 0, TimeSpan.FromSeconds(20)).ShouldBeTrue("traffic must flow");
    }

    public void Dispose()
    {
        stopping = true;
        threads.ForEach(thread => thread.Join());
    }

    private void Run()
    {
        while (!stopping)
        {
            try
            {
                using ScriptedConnection connection = ScriptedConnection.To(address);
                Serve(connection);
            }
            catch (Exception failure)
            {
                FirstFailure ??= failure.ToString();
                Interlocked.Increment(ref failed);
            }
        }
    }

    private void Serve(ScriptedConnection connection)
    {
        while (!stopping)
        {
            connection.Write(request);
            string head = connection.ReadHead() ?? throw new IOException("closed without an answer");
            connection.ReadBody(head);
            if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            {
                throw new IOException(head);
            }

            Interlocked.Increment(ref answered);
            if (head.Contains("Connection: close", StringComparison.Ordinal))
            {
                return;
            }
        }
    }
}
