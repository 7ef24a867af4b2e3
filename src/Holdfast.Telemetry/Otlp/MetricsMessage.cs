namespace Holdfast.Telemetry.Otlp;

/// <summary>ExportMetricsServiceRequest of opentelemetry-proto 1.x, in pieces of at most some hundred kilobytes. One thread.</summary>
internal sealed class MetricsMessage(OtlpResource resource)
{
    // Receivers take 4 MiB by default; what waits for an answer is in memory.
    private const int PieceBytes = 512 * 1024;
    private const ulong Cumulative = 2;

    private readonly ProtoWriter writer = new();

    /// <summary>Points in the piece that was written last.</summary>
    public int Points { get; private set; }

    /// <summary>Calls with each piece; its bytes are valid during the call.</summary>
    public void Write(ReadOnlyMemory<byte> prometheusText, ulong startedAt, ulong now, Action<ReadOnlyMemory<byte>> send)
    {
        (int Resource, int Scope) open = Open();
        foreach (MetricFamily family in MetricFamilies.Read(prometheusText))
        {
            if (family.Samples.Count > 0)
            {
                WriteFamily(family, startedAt, now);
            }

            if (writer.Length > PieceBytes)
            {
                Close(open, send);
                open = Open();
            }
        }

        if (Points > 0)
        {
            Close(open, send);
        }
    }

    private (int Resource, int Scope) Open()
    {
        writer.Clear();
        Points = 0;
        int ofResource = writer.Begin(1);
        OtlpAttributes.Resource(writer, resource);
        int ofScope = writer.Begin(2);
        OtlpAttributes.Scope(writer, resource);
        return (ofResource, ofScope);
    }

    private void Close((int Resource, int Scope) open, Action<ReadOnlyMemory<byte>> send)
    {
        writer.End(open.Scope);
        writer.End(open.Resource);
        send(writer.Written);
    }

    private void WriteFamily(MetricFamily family, ulong startedAt, ulong now)
    {
        int metric = writer.Begin(2);
        writer.Text(1, family.Name);
        writer.Text(2, family.Help);
        writer.Text(3, family.Unit);
        switch (family.Type)
        {
            case "histogram":
                WriteHistogram(family, startedAt, now);
                break;
            case "counter":
                int sum = writer.Begin(7);
                WriteNumbers(family, startedAt, now);
                writer.Whole(2, Cumulative);
                writer.Whole(3, 1);
                writer.End(sum);
                break;
            default:
                int gauge = writer.Begin(5);
                WriteNumbers(family, 0, now);
                writer.End(gauge);
                break;
        }

        writer.End(metric);
    }

    private void WriteNumbers(MetricFamily family, ulong startedAt, ulong now)
    {
        foreach (MetricLine sample in family.Samples)
        {
            Points++;
            int point = writer.Begin(1);
            if (startedAt > 0)
            {
                writer.Fixed(2, startedAt);
            }

            writer.Fixed(3, now);
            writer.Double(4, sample.Value);
            WriteLabels(sample.Labels, 7);
            writer.End(point);
        }
    }

    private void WriteHistogram(MetricFamily family, ulong startedAt, ulong now)
    {
        int histogram = writer.Begin(9);
        foreach (HistogramPoint point in HistogramPoint.Of(family))
        {
            Points++;
            int begun = writer.Begin(1);
            writer.Fixed(2, startedAt);
            writer.Fixed(3, now);
            writer.Fixed(4, point.Count);
            writer.Double(5, point.Sum);
            int counts = writer.Begin(6);
            point.Counts.ForEach(writer.Raw);
            writer.End(counts);
            int bounds = writer.Begin(7);
            point.Bounds.ForEach(bound => writer.Raw(BitConverter.DoubleToUInt64Bits(bound)));
            writer.End(bounds);
            WriteLabels(point.Labels, 9);
            writer.End(begun);
        }

        writer.Whole(2, Cumulative);
        writer.End(histogram);
    }

    private void WriteLabels(IReadOnlyList<(string Key, string Value)> labels, int field)
    {
        foreach ((string key, string value) in labels)
        {
            OtlpAttributes.Text(writer, field, key, value);
        }
    }
}
