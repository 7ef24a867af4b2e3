using System.Buffers;
using Holdfast.Foundation;

namespace Holdfast.Telemetry.Otlp;

/// <summary>
/// Sends metrics and sampled exchanges to an OpenTelemetry collector, on a thread of its own. While the collector is away one message of
/// spans is kept and tried again, the rings behind it fill and then drop; metrics are not kept, as the next ones supersede them. Nothing
/// here is waited for by anyone. Owner: the composition root.
/// </summary>
public sealed class OtlpExporter : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // 8,192 spans a second: what 16 workers take at their own bound. A collector that is slow gets fewer: each turn ends after a second.
    private const int MessagesPerTurn = 16;

    // A message of spans that nobody has taken for so long is of no use any more.
    private static readonly TimeSpan SpansKeptFor = TimeSpan.FromMinutes(2);

    private readonly MetricCatalog catalog;
    private readonly OtlpOptions options;
    private readonly IOtlpSender sender;
    private readonly IClock clock;
    private readonly EventLog events;
    private readonly MetricsMessage metrics;
    private readonly SpansMessage spans;
    private readonly ArrayBufferWriter<byte> text = new();
    private readonly ManualResetEventSlim stopping = new();
    private readonly ulong startedAt;
    private Thread? thread;

    // Exporter's thread only.
    private long metricsAt;
    private long retryAt;
    private long spansSince;
    private TimeSpan pause = Tick;
    private bool isPending;
    private string? problem;

    public OtlpExporter(MetricCatalog catalog, OtlpOptions options, IClock clock, EventLog events)
        : this(catalog, options, new OtlpSender(options.Address, options.Headers), clock, events)
    {
    }

    internal OtlpExporter(MetricCatalog catalog, OtlpOptions options, IOtlpSender sender, IClock clock, EventLog events)
    {
        this.catalog = catalog;
        this.options = options;
        this.sender = sender;
        this.clock = clock;
        this.events = events;
        metrics = new MetricsMessage(options.Resource);
        spans = new SpansMessage(options.Resource, catalog.Labels.Outcomes, new SeededRandom(options.Seed));
        startedAt = UnixNow();
        metricsAt = clock.NowNanoseconds + Nanoseconds(options.Interval);
    }

    public OtlpCounters Counters { get; } = new();

    public void Begin()
    {
        thread = new Thread(Run) { Name = "otlp", IsBackground = true, Priority = ThreadPriority.BelowNormal };
        thread.Start();
    }

    /// <summary>Sends what there is once more, within the sender's patience.</summary>
    public void Dispose()
    {
        stopping.Set();
        thread?.Join();
        (sender as IDisposable)?.Dispose();
        stopping.Dispose();
    }

    /// <summary>What is due. Called once a second.</summary>
    internal void Turn()
    {
        long now = clock.NowNanoseconds;
        for (int message = 0; message < MessagesPerTurn && now >= retryAt && clock.NowNanoseconds - now < Nanoseconds(Tick); message++)
        {
            if (!SendSpans(now))
            {
                break;
            }
        }

        if (now >= metricsAt)
        {
            metricsAt = now + Nanoseconds(options.Interval);
            SendMetrics();
        }
    }

    private void Run()
    {
        while (!stopping.Wait(Tick))
        {
            GuardedTurn();
        }

        if (problem is null)
        {
            metricsAt = retryAt = 0;
            GuardedTurn();
        }
    }

    // An exception that leaves this thread would end the gateway.
    private void GuardedTurn()
    {
        try
        {
            Turn();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Tell($"unexpected failure ({failure.GetType().Name}: {failure.Message})");
        }
    }

    private void SendMetrics()
    {
        text.ResetWrittenCount();
        PrometheusText.Write(catalog, text);
        bool isAway = false;
        metrics.Write(text.WrittenMemory, startedAt, UnixNow(), message =>
        {
            // A receiver that has just not answered is not asked for each further piece.
            isAway = isAway || !Note(sender.Send("v1/metrics", message));
            Counters.Metrics(!isAway);
        });
    }

    /// <summary>False when there were none.</summary>
    private bool SendSpans(long now)
    {
        if (!isPending && !Fill())
        {
            return false;
        }

        spansSince = isPending ? spansSince : now;
        OtlpAnswer answer = sender.Send("v1/traces", spans.Written);
        bool isSent = Note(answer);
        isPending = !isSent && !answer.IsFinal && now - spansSince < Nanoseconds(SpansKeptFor);
        if (!isPending)
        {
            Counters.Spans(spans.Spans, isSent);
        }

        pause = isSent ? Tick : TimeSpan.FromSeconds(Math.Min(2 * pause.TotalSeconds, LongestPause.TotalSeconds));
        retryAt = isSent ? 0 : now + Nanoseconds(pause);
        return true;
    }

    /// <summary>False when there are none.</summary>
    private bool Fill()
    {
        if (catalog.Spans is not { } rings)
        {
            return false;
        }

        spans.Begin();
        rings.MoveTo(spans, wallClockOffset: (long)UnixNow() - clock.NowNanoseconds);
        spans.End();
        return spans.Spans > 0;
    }

    private bool Note(OtlpAnswer answer)
    {
        if (answer.Problem != problem)
        {
            Tell(answer.Problem);
        }

        return answer.Problem is null;
    }

    private void Tell(string? now)
    {
        problem = now;
        if (now is null)
        {
            events.Information("otlp", $"metrics and traces are exported to {options.Address}");
        }
        else
        {
            events.Warning("otlp", $"{options.Address} does not take metrics and traces: {now}; trying again, requests are served on");
        }
    }

    private ulong UnixNow() => (ulong)(clock.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100;

    private static long Nanoseconds(TimeSpan time) => (long)time.TotalNanoseconds;
}
