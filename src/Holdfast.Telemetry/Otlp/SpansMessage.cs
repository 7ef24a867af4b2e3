using System.Buffers.Binary;
using System.Text;
using Holdfast.Foundation;

namespace Holdfast.Telemetry.Otlp;

/// <summary>ExportTraceServiceRequest of opentelemetry-proto 1.x: one server span for each exchange, by the semantic conventions for HTTP. One thread.</summary>
internal sealed class SpansMessage(OtlpResource resource, IReadOnlyList<string> outcomes, SeededRandom random)
{
    public const int SpansMaximum = 512;
    private const ulong KindServer = 2;
    private const ulong StatusError = 2;

    private readonly ProtoWriter writer = new();
    private readonly byte[] address = new byte[NetworkAddress.MaximumTextBytes];
    private int ofResource;
    private int ofScope;

    public int Spans { get; private set; }

    public ReadOnlyMemory<byte> Written => writer.Written;

    public void Begin()
    {
        writer.Clear();
        Spans = 0;
        ofResource = writer.Begin(1);
        OtlpAttributes.Resource(writer, resource);
        ofScope = writer.Begin(2);
        OtlpAttributes.Scope(writer, resource);
    }

    public void End()
    {
        writer.End(ofScope);
        writer.End(ofResource);
    }

    /// <param name="wallClockOffset">Unix nanoseconds at the workers' clock's zero.</param>
    public void Add(in AccessLogRecord record, ReadOnlySpan<byte> texts, long wallClockOffset)
    {
        Spans++;
        SpanTexts parts = SpanTexts.Of(record, texts);
        long end = wallClockOffset + record.FinishedNanoseconds;
        int span = writer.Begin(2);
        WriteIds(parts.TraceParent);
        string method = Encoding.ASCII.GetString(parts.Method);
        bool isKnown = IsKnownMethod(method);
        string name = isKnown ? method : "HTTP";
        writer.Text(5, parts.Route.IsEmpty ? name : $"{name} {Encoding.UTF8.GetString(parts.Route)}");
        writer.Whole(6, KindServer);
        writer.Fixed(7, (ulong)(end - record.DurationNanoseconds));
        writer.Fixed(8, (ulong)end);
        OtlpAttributes.Text(writer, 9, "http.request.method", isKnown ? method : "_OTHER");
        if (!isKnown && method.Length > 0)
        {
            OtlpAttributes.Text(writer, 9, "http.request.method_original", method);
        }

        WriteAttributes(record, parts);
        writer.End(span);
    }

    private void WriteAttributes(in AccessLogRecord record, SpanTexts parts)
    {
        string outcome = record.Outcome < outcomes.Count ? outcomes[record.Outcome] : "unknown";
        OtlpAttributes.Text(writer, 9, "url.scheme", "http");
        TextIfAny("url.path", parts.Path);
        TextIfAny("server.address", parts.Host);
        TextIfAny("user_agent.original", parts.UserAgent);
        OtlpAttributes.Text(writer, 9, "client.address", address.AsSpan(0, record.Client.FormatHost(address)));
        if (record.Proxy != default)
        {
            OtlpAttributes.Text(writer, 9, "network.peer.address", address.AsSpan(0, record.Proxy.FormatHost(address)));
        }

        TextIfAny("holdfast.route", parts.Route);
        TextIfAny("holdfast.pool", parts.Pool);
        TextIfAny("holdfast.server", parts.Server);
        TextIfAny("holdfast.request_id", parts.RequestId);
        OtlpAttributes.Text(writer, 9, "holdfast.outcome", outcome);
        OtlpAttributes.Whole(writer, 9, "holdfast.queue_wait_microseconds", record.WaitNanoseconds / 1000);
        OtlpAttributes.Whole(writer, 9, "http.request.body.size", record.BytesIn);
        OtlpAttributes.Whole(writer, 9, "http.response.body.size", record.BytesOut);
        if (record.Retries > 0)
        {
            OtlpAttributes.Whole(writer, 9, "http.request.resend_count", record.Retries);
        }

        if (record.Status > 0)
        {
            OtlpAttributes.Whole(writer, 9, "http.response.status_code", record.Status);
        }

        // A client's mistake is no error of the server: that is how the conventions have it for server spans.
        if (record.Status is >= 500 or 0)
        {
            OtlpAttributes.Text(writer, 9, "error.type", outcome is "answered" ? record.Status.ToString(System.Globalization.CultureInfo.InvariantCulture) : outcome);
            int status = writer.Begin(15);
            writer.Text(2, outcome);
            writer.Whole(3, StatusError);
            writer.End(status);
        }
    }

    private void WriteIds(ReadOnlySpan<byte> traceParent)
    {
        Span<byte> ids = stackalloc byte[24];
        bool hasParent = Otlp.TraceParent.TryParse(traceParent, out TraceParent parent);
        BinaryPrimitives.WriteUInt64BigEndian(ids, hasParent ? parent.TraceHigh : NotZero());
        BinaryPrimitives.WriteUInt64BigEndian(ids[8..], hasParent ? parent.TraceLow : NotZero());
        BinaryPrimitives.WriteUInt64BigEndian(ids[16..], NotZero());
        writer.Bytes(1, ids[..16]);
        writer.Bytes(2, ids[16..]);
        if (hasParent)
        {
            BinaryPrimitives.WriteUInt64BigEndian(ids[16..], parent.Span);
            writer.Bytes(4, ids[16..]);
        }
    }

    private ulong NotZero() => random.NextUInt64() | 1;

    private void TextIfAny(string key, ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty)
        {
            // Clients may send any bytes; protobuf's strings are UTF-8.
            OtlpAttributes.Text(writer, 9, key, Encoding.UTF8.GetString(text));
        }
    }

    private static bool IsKnownMethod(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "CONNECT" or "OPTIONS" or "TRACE" or "PATCH";
}
