using System.Buffers;
using Holdfast.Telemetry;

namespace Holdfast.Admin;

internal static class MetricsAction
{
    // With 10,000 routes the text is megabytes long. One buffer is kept from scrape to scrape: garbage of that size would make
    // collections that stop the workers too.
    private static ArrayBufferWriter<byte>? kept;

    public static async Task Answer(AdminRequest request)
    {
        ArrayBufferWriter<byte> buffer = Interlocked.Exchange(ref kept, null) ?? new();
        buffer.ResetWrittenCount();
        request.Gateway.WriteMetrics(buffer);
        await Answers.BytesAsync(request.Context, 200, PrometheusText.ContentType, buffer.WrittenMemory);
        Volatile.Write(ref kept, buffer);
    }
}
