using System.Buffers;
using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>Turns a record into a JSON line. Log thread only. Texts that are absent are left out.</summary>
internal sealed class AccessLogFormatter
{
    private readonly IReadOnlyList<string> outcomes;
    private readonly IClock clock;
    private readonly byte[] address = new byte[NetworkAddress.MaximumTextBytes];
    private long wallClockOffsetTicks;

    public AccessLogFormatter(IReadOnlyList<string> outcomes, IClock clock)
    {
        this.outcomes = outcomes;
        this.clock = clock;
        SynchronizeClock();
    }

    /// <summary>The wall clock may jump: the offset between it and the workers' clock is taken anew before each batch.</summary>
    public void SynchronizeClock() =>
        wallClockOffsetTicks = clock.UtcNow.UtcTicks - (clock.NowNanoseconds / TimeSpan.NanosecondsPerTick);

    public void Format(in AccessLogRecord record, ReadOnlySpan<byte> texts, IBufferWriter<byte> output)
    {
        JsonLine line = new(output);
        line.Time("time"u8, new DateTimeOffset(wallClockOffsetTicks + (record.FinishedNanoseconds / TimeSpan.NanosecondsPerTick), TimeSpan.Zero));
        line.Text("client"u8, address.AsSpan(0, record.Client.FormatHost(address)));
        if (record.Proxy != default)
        {
            line.Text("proxy"u8, address.AsSpan(0, record.Proxy.FormatHost(address)));
        }

        line.Text("method"u8, Next(record, AccessLogText.Method, ref texts));
        line.TextIfAny("host"u8, Next(record, AccessLogText.Host, ref texts));
        line.Text("path"u8, Next(record, AccessLogText.Path, ref texts));
        line.Number("status"u8, record.Status);
        line.Text("outcome"u8, record.Outcome < outcomes.Count ? outcomes[record.Outcome] : "unknown");
        line.TextIfAny("userAgent"u8, Next(record, AccessLogText.UserAgent, ref texts));
        line.TextIfAny("requestId"u8, Next(record, AccessLogText.RequestId, ref texts));
        line.TextIfAny("route"u8, Next(record, AccessLogText.Route, ref texts));
        line.TextIfAny("pool"u8, Next(record, AccessLogText.Pool, ref texts));
        line.TextIfAny("server"u8, Next(record, AccessLogText.Server, ref texts));
        line.TextIfAny("reason"u8, Next(record, AccessLogText.Reason, ref texts));
        line.Number("bytesIn"u8, record.BytesIn);
        line.Number("bytesOut"u8, record.BytesOut);
        line.Milliseconds("durationMs"u8, record.DurationNanoseconds);
        line.Milliseconds("waitMs"u8, record.WaitNanoseconds);
        line.Number("retries"u8, record.Retries);
        line.End();
    }

    private static ReadOnlySpan<byte> Next(scoped in AccessLogRecord record, int text, scoped ref ReadOnlySpan<byte> texts)
    {
        int length = record.Lengths[text];
        ReadOnlySpan<byte> value = texts[..length];
        texts = texts[length..];
        return value;
    }
}
