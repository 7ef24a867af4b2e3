using System.Text;
using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>Writes one family for all series of a kind: a plain value, a value for each label, or a histogram.</summary>
internal sealed class SeriesFamilies<T>
    where T : PaddedCounters
{
    private readonly PrometheusWriter writer;
    private readonly IReadOnlyList<CounterSeries<T>> all;
    private readonly string prefix;
    private readonly LatencyHistogram merged = new();

    public SeriesFamilies(PrometheusWriter writer, string prefix, IReadOnlyList<CounterSeries<T>> all)
    {
        this.writer = writer;
        this.prefix = prefix;
        this.all = all;
    }

    public void Counter(string name, string help, Func<T, long> field) => Values(name, "counter", help, field);

    public void Gauge(string name, string help, Func<T, long> field) => Values(name, "gauge", help, field);

    /// <summary>A counter kept in nanoseconds, shown in seconds.</summary>
    public void Seconds(string name, string help, Func<T, long> nanoseconds)
    {
        writer.Family(prefix + name, "counter", help);
        foreach (CounterSeries<T> series in all)
        {
            writer.Sample(default, series.Labels.Span, default, series.Sum(nanoseconds) / 1e9);
        }
    }

    /// <summary>One sample for each label value that has occurred, and always for the first, so that the family never lacks a sample.</summary>
    public void Labelled(string name, string help, string label, IReadOnlyList<string> values, Func<T, LabelledCounts> field) =>
        Counted(name, help, [.. values.Select(value => $"{label}=\"{PrometheusWriter.Escape(value)}\"")], field);

    /// <summary>As <see cref="Labelled"/>, for any number of labels.</summary>
    /// <param name="labelTexts">By index of the counts: outcome="answered".</param>
    public void Counted(string name, string help, IReadOnlyList<string> labelTexts, Func<T, LabelledCounts> field)
    {
        byte[][] labels = [.. labelTexts.Select(Encoding.UTF8.GetBytes)];
        writer.Family(prefix + name, "counter", help);
        foreach (CounterSeries<T> series in all)
        {
            for (int index = 0; index < labels.Length; index++)
            {
                long count = series.Sum(worker => field(worker)[index]);
                if (count > 0 || index == 0)
                {
                    writer.Sample(default, series.Labels.Span, labels[index], count);
                }
            }
        }
    }

    /// <summary>A gauge for each label value, also where it is 0: a line that ends looks like a gateway that ended.</summary>
    public void Levels(string name, string help, string label, IReadOnlyList<string> values, Func<T, LabelledCounts> field)
    {
        byte[][] labels = [.. values.Select(value => PrometheusWriter.Label(label, value))];
        writer.Family(prefix + name, "gauge", help);
        foreach (CounterSeries<T> series in all)
        {
            for (int index = 0; index < labels.Length; index++)
            {
                writer.Sample(default, series.Labels.Span, labels[index], series.Sum(worker => field(worker)[index]));
            }
        }
    }

    /// <summary>Nothing is written for a series that has recorded nothing: 10,000 silent routes would be 190,000 lines.</summary>
    public void Histogram(string name, string help, Func<T, LatencyHistogram?> field)
    {
        writer.Family(prefix + name, "histogram", help);
        foreach (CounterSeries<T> series in all)
        {
            if (series.TryMerge(field, merged))
            {
                HistogramBounds.Write(writer, series.Labels.Span, merged);
            }
        }
    }

    private void Values(string name, string type, string help, Func<T, long> field)
    {
        writer.Family(prefix + name, type, help);
        foreach (CounterSeries<T> series in all)
        {
            writer.Sample(series.Labels.Span, series.Sum(field));
        }
    }
}
