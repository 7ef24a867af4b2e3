using System.Text;

namespace Holdfast.Telemetry.Otlp;

/// <summary>
/// The Prometheus text family by family. OTLP is made from that text and not from the counters, so that a metric has the same name, labels
/// and value in both, whatever is added to the text later.
/// </summary>
internal static class MetricFamilies
{
    public static IEnumerable<MetricFamily> Read(ReadOnlyMemory<byte> text)
    {
        MetricFamily? family = null;
        int at = 0;
        while (at < text.Length)
        {
            int length = text.Span[at..].IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = length < 0 ? text[at..] : text.Slice(at, length);
            at += line.Length + 1;
            if (line.Span.StartsWith("# HELP "u8))
            {
                if (family is not null)
                {
                    yield return family;
                }

                string[] words = Encoding.UTF8.GetString(line.Span["# HELP ".Length..]).Split(' ', 2);
                family = new MetricFamily(words[0], words.Length > 1 ? words[1] : "");
            }
            else if (line.Span.StartsWith("# TYPE "u8))
            {
                family!.Type = Encoding.UTF8.GetString(line.Span[(line.Span.LastIndexOf((byte)' ') + 1)..]);
            }
            else if (MetricLine.Parse(line.Span) is { } sample)
            {
                family?.Samples.Add(sample);
            }
        }

        if (family is not null)
        {
            yield return family;
        }
    }
}
