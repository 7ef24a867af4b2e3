using System.Globalization;
using System.Text;
using Holdfast.Drills;

namespace Holdfast.Cli;

/// <summary>The curve and the measured points in plain letters: concurrency to the right, answers per second upwards.</summary>
internal static class CurveChart
{
    private const int Columns = 61;
    private const int Rows = 14;
    private const char CurveMark = '.';
    private const char PointMark = 'o';
    private const char PeakMark = '^';

    public static string Draw(ScalabilityEstimate estimate, IReadOnlyList<MeasuredPoint> points)
    {
        double right = Math.Max(1.05 * estimate.ConcurrencyMeasured, Math.Min(1.3 * estimate.Curve.PeakConcurrency, estimate.ConcurrencyBelieved));
        double top = 1.05 * Math.Max(points.Max(point => point.Throughput), estimate.MaximumThroughput);
        char[][] cells = [.. Enumerable.Range(0, Rows).Select(_ => new string(' ', Columns).ToCharArray())];
        for (int column = 0; column < Columns; column++)
        {
            double concurrency = Math.Max(right * column / (Columns - 1), right / (Columns - 1) / 4);
            cells[RowOf(concurrency < 1 ? concurrency * estimate.Curve.Gamma : estimate.Curve.At(concurrency), top)][column] = CurveMark;
        }

        if (estimate.Curve.PeakConcurrency <= right)
        {
            cells[RowOf(estimate.Curve.PeakThroughput, top)][ColumnOf(estimate.Curve.PeakConcurrency, right)] = PeakMark;
        }

        foreach (MeasuredPoint point in points)
        {
            cells[RowOf(point.Throughput, top)][ColumnOf(point.Concurrency, right)] = PointMark;
        }

        return Frame(cells, right, top);
    }

    private static string Frame(char[][] cells, double right, double top)
    {
        string[] labels = [.. Enumerable.Range(0, Rows).Select(row => row % 4 == 0 || row == Rows - 1 ? Label(top * (Rows - 1 - row) / (Rows - 1)) : "")];
        int width = labels.Max(label => label.Length);
        StringBuilder text = new();
        for (int row = 0; row < Rows; row++)
        {
            text.Append("  ").Append(labels[row].PadLeft(width)).Append(" |").Append(new string(cells[row]).TrimEnd()).Append('\n');
        }

        string end = Label(right);
        text.Append(' ', width + 3).Append('+').Append('-', Columns).Append('\n');
        text.Append(' ', width + 4).Append('0').Append(Label(right / 2).PadLeft(Columns / 2)).Append(end.PadLeft((Columns / 2) - 1)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"  {PointMark} measured, {CurveMark} fitted, {PeakMark} peak; answers per second by requests at once\n");
        return text.ToString();
    }

    private static int RowOf(double throughput, double top) => Math.Clamp((int)Math.Round((Rows - 1) * (1 - (throughput / top))), 0, Rows - 1);

    private static int ColumnOf(double concurrency, double right) => Math.Clamp((int)Math.Round((Columns - 1) * concurrency / right), 0, Columns - 1);

    private static string Label(double value) => value.ToString(value >= 100 ? "#,0" : "0.#", CultureInfo.InvariantCulture);
}
