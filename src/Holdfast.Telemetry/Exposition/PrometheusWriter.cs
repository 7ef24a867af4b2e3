using System.Buffers;
using System.Globalization;
using System.Text;

namespace Holdfast.Telemetry;

/// <summary>Lines of the Prometheus text format 0.0.4. One thread; knows no metric.</summary>
internal sealed class PrometheusWriter
{
    // Smaller than any unit here has a meaning for: a rate that fades when nobody asks any more would be told as 5E-324 for ever.
    private const double LeastShown = 1e-9;

    // Longest text of a 64-bit number or of a double that reads back as itself, with room.
    private const int NumberBytes = 40;

    private readonly IBufferWriter<byte> output;
    private byte[] family = [];

    public PrometheusWriter(IBufferWriter<byte> output) => this.output = output;

    /// <summary>Starts a family; all of its samples must follow before the next one starts.</summary>
    public void Family(string name, string type, string help)
    {
        family = Encoding.UTF8.GetBytes(name);
        Text($"# HELP {name} {help}\n# TYPE {name} {type}\n");
    }

    public void Sample(ReadOnlySpan<byte> labels, long value) => Sample(default, labels, default, value);

    /// <param name="suffix">For example _bucket.</param>
    /// <param name="labels">Escaped already, without braces: pool="shop".</param>
    /// <param name="label">One more label, in the same form.</param>
    public void Sample(ReadOnlySpan<byte> suffix, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> label, long value)
    {
        Head(suffix, labels, label);
        value.TryFormat(output.GetSpan(NumberBytes), out int written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
        output.Write("\n"u8);
    }

    public void Sample(ReadOnlySpan<byte> suffix, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> label, double value)
    {
        Head(suffix, labels, label);
        double shown = Math.Abs(value) < LeastShown ? 0 : value;
        shown.TryFormat(output.GetSpan(NumberBytes), out int written, "R", CultureInfo.InvariantCulture);
        output.Advance(written);
        output.Write("\n"u8);
    }

    /// <summary>Label values may hold anything but these three as they are.</summary>
    public static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>One label as Prometheus text.</summary>
    public static byte[] Label(string name, string value) => Encoding.UTF8.GetBytes($"{name}=\"{Escape(value)}\"");

    private void Head(ReadOnlySpan<byte> suffix, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> label)
    {
        output.Write(family);
        output.Write(suffix);
        if (labels.Length > 0 || label.Length > 0)
        {
            output.Write("{"u8);
            output.Write(labels);
            output.Write(labels.Length > 0 && label.Length > 0 ? ","u8 : default);
            output.Write(label);
            output.Write("}"u8);
        }

        output.Write(" "u8);
    }

    private void Text(string text)
    {
        int written = Encoding.UTF8.GetBytes(text, output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length)));
        output.Advance(written);
    }
}
