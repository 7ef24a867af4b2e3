using System.Globalization;
using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>
/// What the gateway says about itself, on standard error as lines. Limited for each kind of message, so that a fault that repeats does
/// not drown the others; the newest are kept for the API. Any thread of the control plane (locks); never throws.
/// </summary>
public sealed class EventLog
{
    private const int RecentCapacity = 256;

    private readonly Lock gate = new();
    private readonly TextWriter output;
    private readonly EventLogFormat format;
    private readonly IClock clock;
    private readonly EventRateLimit limit;
    private readonly Queue<EventRecord> recent = new(RecentCapacity);
    private long suppressed;
    private long writeFailures;

    public EventLog(TextWriter output, IClock clock, EventLogFormat format = EventLogFormat.Text)
    {
        this.output = output;
        this.clock = clock;
        this.format = format;
        limit = new(clock);
    }

    /// <summary>Messages that the rate limit swallowed.</summary>
    public long Suppressed => Interlocked.Read(ref suppressed);

    public long WriteFailures => Interlocked.Read(ref writeFailures);

    public void Information(string kind, string message, params (string Name, string? Value)[] fields) => Write(EventLevel.Information, kind, message, fields);

    public void Warning(string kind, string message, params (string Name, string? Value)[] fields) => Write(EventLevel.Warning, kind, message, fields);

    public void Error(string kind, string message, params (string Name, string? Value)[] fields) => Write(EventLevel.Error, kind, message, fields);

    public void Write(EventLevel level, string kind, string message, params (string Name, string? Value)[] fields)
    {
        lock (gate)
        {
            if (!limit.TryTake(kind, out long swallowed))
            {
                suppressed++;
                return;
            }

            if (swallowed > 0)
            {
                Put(new(clock.UtcNow, level, kind, "More messages of this kind were left out.", [("count", swallowed.ToString(CultureInfo.InvariantCulture))]));
            }

            Put(new(clock.UtcNow, level, kind, message, fields));
        }
    }

    /// <summary>The newest messages, oldest first.</summary>
    public IReadOnlyList<EventRecord> Recent()
    {
        lock (gate)
        {
            return [.. recent];
        }
    }

    private void Put(EventRecord record)
    {
        if (recent.Count == RecentCapacity)
        {
            recent.Dequeue();
        }

        recent.Enqueue(record);
        try
        {
            output.Write(EventLine.Format(record, format));
            output.Flush();
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // The terminal went away or the disk behind it is full: there is nowhere left to say so but the metrics.
            writeFailures++;
        }
    }
}
