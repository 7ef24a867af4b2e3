namespace Holdfast.DataPlane;

/// <summary>
/// Makes the objects of requests ready after the start, so that the first crowd finds them. What is made for a crowd while it comes
/// survives every garbage collection of that moment, and has to be moved by each of them while the workers stand still: some ten
/// milliseconds in the worst moment there is. Here the same is done in small portions, each with a collection of its own, which stops
/// the workers for a millisecond. A thread of its own, gone when all is ready.
/// </summary>
internal sealed class SpareMaker : IDisposable
{
    /// <summary>Of each kind of object a worker keeps so many idle ones at least.</summary>
    public const int KeptByWorker = 1024;

    // A surge of 8,000 requests a second has 2,000 to 3,000 of them open before it is known what the servers can do.
    private const int MostRequests = 4096;

    // Bytes: an exchange, its client, its waiter and the objects of their buffers, whose memory is not the collector's and comes with their use.
    private const int BytesOfRequest = 3500;

    // Bytes, and a part of the memory that the process may use: a gateway in a small container has small crowds.
    private const long MostBytes = 16L << 20;
    private const int MemoryShare = 64;

    // Of all workers together: 220 KB, so that a collection moves less than the workers notice.
    private const int RequestsPerRound = 64;

    // The first answers after a start are not made to wait for this; then 4,096 take four seconds.
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RoundWait = TimeSpan.FromMilliseconds(50);

    private readonly Worker[] workers;
    private readonly int requests;
    private readonly PressureGauge pressure;
    private readonly ManualResetEventSlim stopping = new();
    private readonly Thread thread;

    /// <param name="requests">Of all workers together.</param>
    /// <param name="pressure">Of the gateway: nothing is made ready while there is any.</param>
    public SpareMaker(Worker[] workers, int requests, PressureGauge pressure)
    {
        this.workers = workers;
        this.requests = requests;
        this.pressure = pressure;
        thread = new Thread(Run) { Name = "spares", IsBackground = true };
    }

    /// <summary>How many requests are made ready for.</summary>
    /// <param name="memoryBytes">What the process may use; 0 where it is not known.</param>
    /// <param name="keepsTexts">There is a log, or there are traces.</param>
    public static int RequestsFor(int maximumClients, long memoryBytes, bool keepsTexts)
    {
        long bytes = memoryBytes > 0 ? Math.Min(MostBytes, memoryBytes / MemoryShare) : MostBytes;
        long fitting = bytes / (BytesOfRequest + (keepsTexts ? RequestTexts.Bytes : 0));
        return (int)Math.Min(Math.Min(MostRequests, maximumClients), fitting);
    }

    /// <summary>Idle objects that each worker keeps.</summary>
    public static int KeptFor(int requests, int workers) => Math.Max(KeptByWorker, (requests + workers - 1) / workers);

    public void Start() => thread.Start();

    /// <summary>A gateway that drains has no crowd to come.</summary>
    public void Stop() => stopping.Set();

    /// <summary>How many each worker makes in a round; the next round begins with the worker behind those that this one came to.</summary>
    /// <param name="made">In the rounds before.</param>
    /// <returns>As many as the round makes in all.</returns>
    public static int Round(int made, int requests, Span<int> portions)
    {
        portions.Clear();
        int count = Math.Min(RequestsPerRound, requests - made);
        for (int each = 0; each < count; each++)
        {
            portions[(made + each) % portions.Length]++;
        }

        return count;
    }

    public void Dispose()
    {
        Stop();
        if (thread.IsAlive)
        {
            thread.Join();
        }

        stopping.Dispose();
    }

    private void Run()
    {
        int[] portions = new int[workers.Length];
        TimeSpan wait = FirstWait;
        for (int made = 0; made < requests && !stopping.Wait(wait);)
        {
            wait = RoundWait;
            if (pressure.Step == PressureStep.None)
            {
                // What the last round made; twice collected it is where no collection moves it any more.
                GC.Collect(1, GCCollectionMode.Forced, blocking: true);
                made += Round(made, requests, portions);
                Post(portions);
            }
        }

        // All that is old by now is looked through once, beside the workers; otherwise the first crowd would bring that about.
        if (!stopping.Wait(RoundWait))
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: false);
        }
    }

    private void Post(int[] portions)
    {
        for (int index = 0; index < workers.Length; index++)
        {
            int portion = portions[index];
            if (portion > 0)
            {
                workers[index].Post(owner => owner.MakeSpares(portion));
            }
        }
    }
}
