namespace Holdfast.Incidents.Measures;

/// <summary>One measure over many incidents.</summary>
/// <param name="Known">Of how many incidents it is known; those of which it is not are left out and counted by nobody.</param>
/// <param name="Median">Null when it is known of none.</param>
/// <param name="P90">Nine of ten were not longer; the nearest one that happened, nothing in between.</param>
public sealed record MeasureSum(string Name, int Known, double? Median, double? P90)
{
    public static MeasureSum Of(MeasureColumn column, IEnumerable<IncidentMeasures> incidents)
    {
        double[] known = [.. incidents.Select(column.Read).OfType<double>().Order()];
        return new MeasureSum(column.Name, known.Length, At(known, 0.5), At(known, 0.9));
    }

    private static double? At(double[] sorted, double part) => sorted.Length == 0 ? null : sorted[(int)Math.Ceiling(part * sorted.Length) - 1];
}
