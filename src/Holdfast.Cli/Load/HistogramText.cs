using System.Globalization;
using System.Text;
using Holdfast.Drills.Load;

namespace Holdfast.Cli;

/// <summary>A histogram of plain symbols: rows of growing width, because what matters lies in the tail.</summary>
internal static class HistogramText
{
    private const int BarWidth = 50;
    private const int RowsMaximum = 16;

    // 1, 2, 5 per power of ten in microseconds: borders that people can read.
    private static readonly double[] Steps = [1, 2, 5];

    public static string Format(FineHistogram histogram)
    {
        if (histogram.Count == 0)
        {
            return "";
        }

        List<(double From, double To, long Count)> rows = [];
        long seen = 0;
        double from = 0;
        foreach (double border in Borders())
        {
            long below = border > histogram.Maximum ? histogram.Count : histogram.CountAtOrBelow((long)border);
            if (below > seen || rows.Count > 0)
            {
                rows.Add((from, border, below - seen));
            }

            seen = below;
            from = border;
            if (border > histogram.Maximum)
            {
                break;
            }
        }

        if (rows.Count > RowsMaximum)
        {
            // The quick end is the least interesting one.
            (double From, double To, long Count)[] front = [.. rows.Take(rows.Count - RowsMaximum + 1)];
            rows.RemoveRange(0, front.Length);
            rows.Insert(0, (front[0].From, front[^1].To, front.Sum(static row => row.Count)));
        }

        return Draw(rows, histogram.Count);
    }

    private static IEnumerable<double> Borders()
    {
        for (double power = 1e3; power < 1e13; power *= 10)
        {
            foreach (double step in Steps)
            {
                yield return power * step;
            }
        }
    }

    private static string Draw(List<(double From, double To, long Count)> rows, long total)
    {
        StringBuilder text = new("response time, ms\n");
        long most = rows.Max(static row => row.Count);
        foreach ((double from, double to, long count) in rows)
        {
            // Something is never drawn as nothing.
            string bar = new('#', count == 0 ? 0 : Math.Max(1, (int)Math.Round((double)BarWidth * count / most)));
            text.Append(CultureInfo.InvariantCulture, $"{Border(from),8} - {Border(to),-8}{count,10} {LoadText.Percent(count, total),8}  {bar}\n");
        }

        return text.ToString();
    }

    private static string Border(double nanoseconds) => (nanoseconds / 1e6).ToString("0.###", CultureInfo.InvariantCulture);
}
