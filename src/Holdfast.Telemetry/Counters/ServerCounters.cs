using System.Runtime.CompilerServices;
using System.Text;
using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>What a worker counts about a server. That worker writes with plain additions; any thread reads.</summary>
public sealed class ServerCounters : PaddedCounters
{
    // As long as a commit's hash.
    private const int VersionBytesMaximum = 40;

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

    /// <summary>Times that a request was bound to the server; one that is sent twice counts twice.</summary>
    public long Attempts;

    /// <summary>Of the attempts those of requests that had been sent to a server before.</summary>
    public long Retries;

    /// <summary>Whole answers with a status of 500 or above.</summary>
    public long ServerErrors;

    /// <summary>Requests that had a slot and waited for a connection because there were as many as allowed.</summary>
    public long ConnectionWaits;

    /// <summary>Sessions that it has taken on.</summary>
    public long SessionsOpened;

    /// <summary>Bytes to the server.</summary>
    public long BytesSent;

    /// <summary>Bytes from the server.</summary>
    public long BytesReceived;

    public long ProbesOk;

    public long ProbesFailed;

    /// <summary>Time that probes took.</summary>
    public long ProbeNanoseconds;

    /// <summary>How often its answers named another version than before.</summary>
    public long VersionChanges;

    /// <summary>Finished requests by outcome label.</summary>
    public readonly LabelledCounts Outcomes;

    /// <summary>Sum of <see cref="FailedAttempts"/>.</summary>
    public long FailedAttemptsTotal;

    /// <summary>By outcome: attempts that failed and were followed by another, so that no request ended with them.</summary>
    public readonly LabelledCounts FailedAttempts;

    /// <summary>Answers by the first digit of their status.</summary>
    public readonly LabelledCounts StatusClasses = new(StatusClass.Count);

    public readonly LabelledCounts ConnectFailures;

    /// <summary>Times that the server was taken out for what its traffic showed, by reason.</summary>
    public readonly LabelledCounts Ejections;

    private readonly byte[] nameUtf8;
    private LatencyHistogram? timeToFirstByte;
    private SecondTimes? secondFirstByte;
    private SecondTimes? secondConnect;
    private string? version;

    internal ServerCounters(MetricLabels labels, string name)
    {
        Outcomes = new(labels.Outcomes.Count);
        FailedAttempts = new(labels.Outcomes.Count);
        ConnectFailures = new(labels.ConnectFailures.Count);
        Ejections = new(labels.Ejections.Count);
        nameUtf8 = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>The name as the access log wants it.</summary>
    public ReadOnlySpan<byte> NameUtf8 => nameUtf8;

    /// <summary>From the request's last byte sent to the answer's first byte; null before the first.</summary>
    public LatencyHistogram? TimeToFirstByte => timeToFirstByte;

    /// <summary>The same for the second-by-second record.</summary>
    public SecondTimes? SecondFirstByte => secondFirstByte;

    /// <summary>How long connections took to open; null before the first.</summary>
    public SecondTimes? SecondConnect => secondConnect;

    /// <summary>The version that its answers name, as this worker last saw it; null where they name none.</summary>
    public string? Version => Volatile.Read(ref version);

    public void CountStatus(int status) => StatusClasses.Increment(StatusClass.Of(status));

    /// <returns>The bucket of <see cref="SecondTimes"/>, for whoever counts the same time.</returns>
    public int RecordTimeToFirstByte(long nanoseconds)
    {
        int bucket = SecondTimes.BucketOf(nanoseconds);
        (timeToFirstByte ?? CreateTimeToFirstByte()).Record(nanoseconds);
        secondFirstByte!.Add(bucket);
        return bucket;
    }

    public void RecordConnect(long nanoseconds) => (secondConnect ?? CreateSecondConnect()).Record(nanoseconds);

    /// <summary>An answer names a version. Text is made only when it is another one.</summary>
    public void NoteVersion(ReadOnlySpan<byte> seen)
    {
        seen = seen[..Math.Min(seen.Length, VersionBytesMaximum)];
        if (version is null || !Ascii.Equals(seen, version))
        {
            VersionChanges += version is null ? 0 : 1;
            Volatile.Write(ref version, Encoding.Latin1.GetString(seen));
        }
    }

    // With the first answer, once for each server and worker: see RouteCounters.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private LatencyHistogram CreateTimeToFirstByte()
    {
        secondFirstByte = new();
        return timeToFirstByte = new(isLasting: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private SecondTimes CreateSecondConnect() => secondConnect = new();
}
