using System.Text;
using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>
/// Sends GET requests at a steady rate over keep-alive connections, from a thread of its own, and counts who answered. The rate is
/// kept by the clock, not by the answers: a slow answer does not slow the next request down. Public members: any thread.
/// Next on the path: <see cref="GentleConnection"/>.
/// </summary>
public sealed class GentleClient : IDisposable
{
    private readonly GentleClientOptions options;
    private readonly LoopThread thread;
    private readonly byte[][] requests;
    private readonly long intervalNanoseconds;
    // Client's thread only.
    private readonly List<GentleConnection> connections = [];
    private readonly ActionTimer tick;
    private long begunAt;
    private long ticks;

    public GentleClient(NetworkAddress target, INetwork network, IClock clock, GentleClientOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.RequestsPerSecond);
        Target = target;
        this.options = options;
        requests = [.. options.Paths.Select(path => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {options.Host}\r\n\r\n"))];
        intervalNanoseconds = (long)(1_000_000_000 / options.RequestsPerSecond);
        tick = new ActionTimer(OnTick);
        thread = new LoopThread("gentle client", network, clock);
        thread.Post(() =>
        {
            begunAt = thread.NowNanoseconds;
            OnTick();
        });
    }

    public NetworkAddress Target { get; }

    public GentleTally Tally => Counts.Read();

    internal TallyState Counts { get; } = new();

    internal IEventLoop Loop => thread.Loop;

    /// <summary>Sends nothing new from now on; what is under way may still be answered.</summary>
    public void Stop() => thread.Call(() => thread.Timers.Cancel(tick));

    public void Dispose() => thread.Dispose();

    internal void Schedule(TimerNode deadline) => thread.Schedule(deadline, options.Timeout);

    internal void Finish(TimerNode deadline) => thread.Timers.Cancel(deadline);

    private void OnTick()
    {
        // Everything that is due by now: a timer may come late, the rate must not suffer from it.
        while (begunAt + (ticks * intervalNanoseconds) <= thread.NowNanoseconds)
        {
            SendOne(requests[ticks % requests.Length]);
            ticks++;
        }

        thread.Timers.Schedule(tick, begunAt + (ticks * intervalNanoseconds));
    }

    private void SendOne(byte[] request)
    {
        GentleConnection? connection = connections.Find(candidate => !candidate.IsBusy);
        if (connection is null && connections.Count == options.ConnectionsMaximum)
        {
            Counts.CountLate();
            return;
        }

        if (connection is null)
        {
            connection = new GentleConnection(this);
            connections.Add(connection);
        }

        Counts.CountSent();
        connection.Begin(request);
    }
}
