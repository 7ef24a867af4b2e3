using System.Runtime.CompilerServices;
using System.Text;
using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>What a worker counts about a server. That worker writes with plain additions; any thread reads.</summary>
public sealed class ServerCounters : PaddedCounters
{
    /// <summary>Gauge.</summary>
    public long InFlight;

    /// <summary>Gauge: connections that are open, idle or in use.</summary>
    public long ConnectionsOpen;

    /// <summary>Gauge.</summary>
    public long ConnectionsIdle;

    /// <summary>Connections that were established.</summary>
    public long Connects;

    /// <summary>Requests that went over a connection that had served before.</summary>
    public long Reuses;

    /// <summary>Bytes to the server.</summary>
    public long BytesSent;

    /// <summary>Bytes from the server.</summary>
    public long BytesReceived;

    public long ProbesOk;

    public long ProbesFailed;

    /// <summary>Finished requests by outcome label.</summary>
    public readonly LabelledCounts Outcomes;

    /// <summary>Answers by the first digit of their status.</summary>
    public readonly LabelledCounts StatusClasses = new(StatusClass.Count);

    public readonly LabelledCounts ConnectFailures;

    /// <summary>Times that the server was taken out for what its traffic showed, by reason.</summary>
    public readonly LabelledCounts Ejections;

    private readonly byte[] nameUtf8;
    private LatencyHistogram? timeToFirstByte;

    internal ServerCounters(MetricLabels labels, string name)
    {
        Outcomes = new(labels.Outcomes.Count);
        ConnectFailures = new(labels.ConnectFailures.Count);
        Ejections = new(labels.Ejections.Count);
        nameUtf8 = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>The name as the access log wants it.</summary>
    public ReadOnlySpan<byte> NameUtf8 => nameUtf8;

    /// <summary>From the request's last byte sent to the answer's first byte; null before the first.</summary>
    public LatencyHistogram? TimeToFirstByte => timeToFirstByte;

    public void CountStatus(int status) => StatusClasses.Increment(StatusClass.Of(status));

    public void RecordTimeToFirstByte(long nanoseconds) => (timeToFirstByte ?? CreateTimeToFirstByte()).Record(nanoseconds);

    // With the first answer, once for each server and worker: see RouteCounters.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private LatencyHistogram CreateTimeToFirstByte() => timeToFirstByte = new();
}
