namespace Holdfast.DataPlane;

/// <summary>
/// Makes the objects of requests ready before the listeners open, so that the first crowd finds them. What is made for a crowd while it comes
/// survives every garbage collection of that moment, and has to be moved by each of them while the workers stand still: some ten
/// milliseconds in the worst moment there is. Before the start nobody but who restarts waits for it, 45 ms. Keeps nothing. Next: <see cref="Holdfast.Foundation.LastingMemory"/>.
/// </summary>
internal static class SpareMaker
{
    /// <summary>Of each kind of object a worker keeps so many idle ones at least.</summary>
    public const int KeptByWorker = 1024;

    // A surge of 8,000 requests a second has 2,000 to 3,000 of them open before it is known what the servers can do.
    private const int MostRequests = 4096;

    // Bytes: an exchange, its client, its waiter and the objects of their buffers, whose memory is not the collector's and comes with their use.
    private const int BytesOfRequest = 3550;

    // Bytes, and a part of the memory that the process may use: a gateway in a small container has small crowds.
    private const long MostBytes = 16L << 20;
    private const int MemoryShare = 64;

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

    /// <summary>What the worker of that number makes, so that all make as many, give or take one.</summary>
    public static int PortionOf(int index, int requests, int workers) => (requests / workers) + (index < requests % workers ? 1 : 0);

    /// <param name="workers">None of them runs yet: what they keep is theirs alone from then on.</param>
    public static void Make(Worker[] workers, int requests)
    {
        for (int index = 0; index < workers.Length; index++)
        {
            workers[index].MakeSpares(PortionOf(index, requests, workers.Length));
        }
    }
}
