using System.Globalization;
using System.Text;

namespace Holdfast.Telemetry.Otlp;

/// <summary>One sample of the Prometheus text: name, labels, value.</summary>
internal readonly record struct MetricLine(string Name, IReadOnlyList<(string Key, string Value)> Labels, double Value)
{
    /// <summary>Null when it is no sample. The text is our own: what it cannot hold is not handled.</summary>
    public static MetricLine? Parse(ReadOnlySpan<byte> line)
    {
        int end = line.LastIndexOf((byte)' ');
        if (end <= 0 || line[0] == (byte)'#')
        {
            return null;
        }

        int brace = line[..end].IndexOf((byte)'{');
        string name = Encoding.UTF8.GetString(brace < 0 ? line[..end] : line[..brace]);
        IReadOnlyList<(string, string)> labels = brace < 0 ? [] : Labelled(Encoding.UTF8.GetString(line[(brace + 1)..(end - 1)]));
        ReadOnlySpan<byte> number = line[(end + 1)..];
        double value = number.SequenceEqual("+Inf"u8) ? double.PositiveInfinity : double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed : double.NaN;
        return new(name, labels, value);
    }

    /// <summary>pool="shop",server="a\"b".</summary>
    private static List<(string, string)> Labelled(string text)
    {
        List<(string, string)> labels = [];
        StringBuilder value = new();
        int at = 0;
        while (at < text.Length)
        {
            int equals = text.IndexOf('=', at);
            string key = text[at..equals];
            value.Clear();
            for (at = equals + 2; text[at] != '"'; at++)
            {
                bool escaped = text[at] == '\\';
                at += escaped ? 1 : 0;
                value.Append(escaped && text[at] == 'n' ? '\n' : text[at]);
            }

            labels.Add((key, value.ToString()));
            at += 2;
        }

        return labels;
    }
}
