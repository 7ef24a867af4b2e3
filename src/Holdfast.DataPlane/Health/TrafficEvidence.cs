using System.Numerics;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Health;

/// <summary>
/// What one worker has seen of one server. That worker writes with plain additions, the prober reads; nothing here waits for anything.
/// Next on the path: <see cref="ServerEvidence"/>, which adds the workers up.
/// </summary>
public sealed class TrafficEvidence : PaddedCounters
{
    /// <summary>Two for each power of two from 0.26 ms on; the last one begins at 97 s.</summary>
    internal const int TimeBuckets = 38;

    private const int UnitBits = 18;

    // Two in a second with no answer between them: a process that died. One may be chance, and whoever sends a request that a server will
    // not answer must not be able to put it out while it answers others.
    private const int LostOfADeath = 2;
    private const long DeathNanoseconds = 1_000_000_000;

    private readonly int[] firstBytes = new int[TimeBuckets];
    private long good;
    private long bad;
    private long lostInARow;
    private long lostSince;
    private long progress;
    private long connects;
    private long connectTimeouts;
    private int awaiting;

    /// <summary>Requests that it answered well.</summary>
    public long Good => Volatile.Read(ref good);

    /// <summary>Requests that it failed: see <see cref="IsFailure"/>, or no whole answer.</summary>
    public long Bad => Volatile.Read(ref bad);

    /// <summary>Moments at which bytes came from it.</summary>
    public long Progress => Volatile.Read(ref progress);

    /// <summary>Connections that it accepted.</summary>
    public long Connects => Volatile.Read(ref connects);

    /// <summary>Connections that it did not accept in time.</summary>
    public long ConnectTimeouts => Volatile.Read(ref connectTimeouts);

    /// <summary>Gauge: requests that it has, and has not begun to answer.</summary>
    public int Awaiting => Volatile.Read(ref awaiting);

    /// <summary>501 and 505 tell of the request and 511 of the network; all other 5xx tell of the server.</summary>
    public static bool IsFailure(int status) => status is >= 500 and not (501 or 505 or 511);

    /// <summary>A request is being given to it.</summary>
    public void BeginWait() => awaiting++;

    /// <summary>It has begun to answer, or nobody waits for its answer any more.</summary>
    public void EndWait() => awaiting--;

    /// <summary>Bytes have come.</summary>
    public void NoteProgress() => progress++;

    public void NoteConnect() => connects++;

    public void NoteConnectTimeout() => connectTimeouts++;

    /// <summary>The head of an answer has come.</summary>
    /// <param name="nanoseconds">Since the request was sent.</param>
    public void NoteAnswer(int status, long nanoseconds)
    {
        progress++;
        lostInARow = 0;
        firstBytes[BucketOf(nanoseconds)]++;
        if (IsFailure(status))
        {
            bad++;
        }
        else
        {
            good++;
        }
    }

    /// <summary>No answer, half an answer, or one that is not HTTP.</summary>
    public void NoteFailure() => bad++;

    /// <summary>The connection broke with an unanswered request on it.</summary>
    /// <returns>True when that looks like the server's death.</returns>
    public bool NoteLoss(long now)
    {
        if (lostInARow == 0 || now - lostSince > DeathNanoseconds)
        {
            lostInARow = 0;
            lostSince = now;
        }

        return ++lostInARow >= LostOfADeath;
    }

    internal int CountOf(int bucket) => Volatile.Read(ref firstBytes[bucket]);

    /// <summary>First duration past a bucket.</summary>
    internal static long UpperBound(int bucket) => bucket < 2 ? 2L << UnitBits : (2L + (bucket & 1) + 1) << (UnitBits + (bucket >> 1) - 1);

    internal static int BucketOf(long nanoseconds)
    {
        long units = nanoseconds >> UnitBits;
        if (units < 2)
        {
            return 0;
        }

        int power = BitOperations.Log2((ulong)units);
        return Math.Min(TimeBuckets - 1, (power << 1) | (int)((units >> (power - 1)) & 1));
    }
}
