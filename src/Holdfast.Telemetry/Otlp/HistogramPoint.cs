namespace Holdfast.Telemetry.Otlp;

/// <summary>A histogram of one set of labels, put together from its lines: _bucket counts all below a bound, OTLP those between two.</summary>
internal sealed class HistogramPoint(IReadOnlyList<(string Key, string Value)> labels)
{
    private const string BoundLabel = "le";

    public IReadOnlyList<(string Key, string Value)> Labels { get; } = labels;

    public List<double> Bounds { get; } = [];

    /// <summary>One more than bounds.</summary>
    public List<ulong> Counts { get; } = [];

    public ulong Count { get; private set; }

    public double Sum { get; private set; }

    /// <summary>The lines of one histogram stand together, its buckets in rising order and +Inf last.</summary>
    public static IEnumerable<HistogramPoint> Of(MetricFamily family)
    {
        HistogramPoint? point = null;
        ulong below = 0;
        foreach (MetricLine line in family.Samples)
        {
            if (line.Name.EndsWith("_bucket", StringComparison.Ordinal))
            {
                if (point is null || point.Count > 0 || point.Counts.Count > point.Bounds.Count)
                {
                    point = new HistogramPoint([.. line.Labels.Where(label => label.Key != BoundLabel)]);
                    below = 0;
                }

                string bound = line.Labels.First(label => label.Key == BoundLabel).Value;
                if (bound != "+Inf")
                {
                    point.Bounds.Add(double.Parse(bound, System.Globalization.CultureInfo.InvariantCulture));
                }

                point.Counts.Add((ulong)line.Value - below);
                below = (ulong)line.Value;
            }
            else if (line.Name.EndsWith("_sum", StringComparison.Ordinal) && point is not null)
            {
                point.Sum = line.Value;
            }
            else if (line.Name.EndsWith("_count", StringComparison.Ordinal) && point is not null)
            {
                point.Count = (ulong)line.Value;
                yield return point;
                point = null;
            }
        }
    }
}
