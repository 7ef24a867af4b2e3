using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// What one worker saw of one pool's requests, for the control loop: counts that only grow. That worker writes with plain additions; any
/// thread reads. Next on the path: <see cref="PoolControl"/>.
/// </summary>
internal sealed class PoolSamples : PaddedCounters
{
    /// <summary>Each power of two in four: the median of a pool is known to a tenth.</summary>
    public const int ServiceBits = 2;
    public const int ServiceBuckets = 1 + (LogLinearBuckets.Powers << ServiceBits);

    private readonly long[] arrivals = new long[AdmissionKey.Count];
    private readonly long[] completions = new long[AdmissionKey.Classes];
    private readonly long[] sheds = new long[AdmissionKey.Classes];
    private readonly long[] overSheds = new long[AdmissionKey.Classes];
    private readonly long[] services = new long[ServiceBuckets];

    private long unasked;

    // Stretch of time in the upper half, connections in the lower: read whole.
    private long clients;
    private long clientsBefore;

    /// <summary>A request for the pool that was refused before the pool was asked: over a rate limit, or for the gateway's own sake.</summary>
    public void RecordUnasked() => unasked++;

    /// <summary>Any thread.</summary>
    public long Unasked => Volatile.Read(ref unasked);

    /// <summary>Every other request for the pool, before anything is decided about it.</summary>
    /// <param name="key">Of <see cref="AdmissionKey.Of"/>.</param>
    public void RecordArrival(int key) => arrivals[key]++;

    /// <summary>A connection asked for the first time in this stretch of time (<see cref="CrowdSize"/>).</summary>
    public void RecordClient(int epoch)
    {
        long seen = clients;
        if (seen >> 32 != epoch)
        {
            Volatile.Write(ref clientsBefore, seen);
            seen = (long)epoch << 32;
        }

        Volatile.Write(ref clients, seen + 1);
    }

    /// <summary>A server answered it.</summary>
    /// <param name="service">How long it held its slot, nanoseconds.</param>
    public void RecordCompletion(RequestClass requestClass, long service)
    {
        completions[(int)requestClass]++;
        services[LogLinearBuckets.IndexOf(service, ServiceBits)]++;
    }

    /// <summary>It was refused, by the threshold or by the queue.</summary>
    /// <param name="isOverShare">Its client was over its fair share when it came.</param>
    public void RecordShed(RequestClass requestClass, bool isOverShare = false)
    {
        sheds[(int)requestClass]++;
        overSheds[(int)requestClass] += isOverShare ? 1 : 0;
    }

    public long ArrivalsOf(int key) => Volatile.Read(ref arrivals[key]);

    public long CompletionsOf(RequestClass requestClass) => Volatile.Read(ref completions[(int)requestClass]);

    public long ShedsOf(RequestClass requestClass) => Volatile.Read(ref sheds[(int)requestClass]);

    /// <summary>Of clients that were within their fair share. Any thread; one that is counted at that moment may be missing.</summary>
    public long FairShedsOf(RequestClass requestClass) => ShedsOf(requestClass) - Volatile.Read(ref overSheds[(int)requestClass]);

    /// <summary>Adds the arrivals by key. Any thread.</summary>
    public void AddArrivals(Span<long> sum)
    {
        for (int key = 0; key < arrivals.Length; key++)
        {
            sum[key] += Volatile.Read(ref arrivals[key]);
        }
    }

    /// <summary>Connections that asked in a stretch of time, this one or the last; 0 for others. Any thread.</summary>
    public int ClientsIn(int epoch)
    {
        long seen = Volatile.Read(ref clients);
        long earlier = Volatile.Read(ref clientsBefore);
        return seen >> 32 == epoch ? (int)seen : earlier >> 32 == epoch ? (int)earlier : 0;
    }

    /// <summary>Adds the answers by service time. Any thread.</summary>
    public void AddServices(Span<long> sum)
    {
        for (int bucket = 0; bucket < services.Length; bucket++)
        {
            sum[bucket] += Volatile.Read(ref services[bucket]);
        }
    }

    public long Completions() => SumOf(completions);

    public long Sheds() => SumOf(sheds);

    private static long SumOf(long[] counts)
    {
        long sum = 0;
        for (int index = 0; index < counts.Length; index++)
        {
            sum += Volatile.Read(ref counts[index]);
        }

        return sum;
    }
}
