using Holdfast.Configuration;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// What one worker saw of one pool's requests, for the control loop: counts that only grow. That worker writes with plain additions; any
/// thread reads. Next on the path: <see cref="PoolControl"/>.
/// </summary>
internal sealed class PoolSamples : PaddedCounters
{
    private readonly long[] arrivals = new long[AdmissionKey.Count];
    private readonly long[] completions = new long[AdmissionKey.Classes];
    private readonly long[] sheds = new long[AdmissionKey.Classes];

    /// <summary>Every request for the pool, before anything is decided about it.</summary>
    /// <param name="key">Of <see cref="AdmissionKey.Of"/>.</param>
    public void RecordArrival(int key) => arrivals[key]++;

    /// <summary>A server answered it.</summary>
    public void RecordCompletion(RequestClass requestClass) => completions[(int)requestClass]++;

    /// <summary>It was refused, by the threshold or by the queue.</summary>
    public void RecordShed(RequestClass requestClass) => sheds[(int)requestClass]++;

    public long ArrivalsOf(int key) => Volatile.Read(ref arrivals[key]);

    public long CompletionsOf(RequestClass requestClass) => Volatile.Read(ref completions[(int)requestClass]);

    public long ShedsOf(RequestClass requestClass) => Volatile.Read(ref sheds[(int)requestClass]);

    /// <summary>Adds the arrivals by key. Any thread.</summary>
    public void AddArrivals(Span<long> sum)
    {
        for (int key = 0; key < arrivals.Length; key++)
        {
            sum[key] += Volatile.Read(ref arrivals[key]);
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
