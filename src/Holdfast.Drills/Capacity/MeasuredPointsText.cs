using System.Globalization;

namespace Holdfast.Drills;

/// <summary>
/// Measured points as people keep them: lines of concurrency,throughput; with a heading line the columns may be in any order and others
/// beside them. Everything that is wrong is reported at once, with its line.
/// </summary>
public static class MeasuredPointsText
{
    private const string Concurrency = "concurrency";
    private const string Throughput = "throughput";
    // Characters; a number has a dozen.
    private const int ShownLength = 60;
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <param name="source">How the text is called in findings.</param>
    public static (IReadOnlyList<MeasuredPoint> Points, IReadOnlyList<string> Findings) Read(string text, string source)
    {
        var points = new List<MeasuredPoint>();
        var findings = new List<string>();
        (int Concurrency, int Throughput)? columns = null;
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            string[] cells = line.Split(Separators, StringSplitOptions.TrimEntries);
            if (columns is null && cells.Any(cell => cell.Trim('"').Length > 0 && char.IsLetter(cell.Trim('"')[0])))
            {
                columns = Heading(cells);
                if (columns is null)
                {
                    return ([], [$"{source}:{i + 1}: the heading has no columns '{Concurrency}' and '{Throughput}'. Name them so, or leave the heading out"]);
                }

                continue;
            }

            columns ??= (0, 1);
            if (ReadPoint(cells, columns.Value, out MeasuredPoint point) is { } wrong)
            {
                findings.Add($"{source}:{i + 1}: {wrong}");
            }
            else
            {
                points.Add(point);
            }
        }

        return (points, findings);
    }

    private static (int Concurrency, int Throughput)? Heading(string[] cells)
    {
        int concurrency = Array.FindIndex(cells, cell => cell.Trim('"').Equals(Concurrency, StringComparison.OrdinalIgnoreCase));
        int throughput = Array.FindIndex(cells, cell => cell.Trim('"').Equals(Throughput, StringComparison.OrdinalIgnoreCase));
        return concurrency >= 0 && throughput >= 0 ? (concurrency, throughput) : null;
    }

    private static string? ReadPoint(string[] cells, (int Concurrency, int Throughput) columns, out MeasuredPoint point)
    {
        point = default;
        if (cells.Length <= Math.Max(columns.Concurrency, columns.Throughput))
        {
            return $"there is only '{Shown(string.Join(',', cells))}'. Write a concurrency and a throughput, as 16,1020.5";
        }

        if (!TryNumber(cells[columns.Concurrency], out double concurrency))
        {
            return $"'{Shown(cells[columns.Concurrency])}' is not a concurrency. Write a number above 0, the requests in service at once";
        }

        if (!TryNumber(cells[columns.Throughput], out double throughput))
        {
            return $"'{Shown(cells[columns.Throughput])}' is not a throughput. Write a number above 0, the answers per second";
        }

        point = new MeasuredPoint(concurrency, throughput);
        return null;
    }

    /// <summary>Of a file that is none of the kind nothing may reach the terminal that moves its cursor, and no more than shows what it is.</summary>
    private static string Shown(string written)
    {
        string part = written.Length > ShownLength ? written[..ShownLength] + "..." : written;
        return string.Concat(part.Select(static symbol => char.IsControl(symbol) || char.IsSurrogate(symbol) || symbol == '\uFFFD' ? '?' : symbol));
    }

    private static bool TryNumber(string cell, out double number) =>
        double.TryParse(cell.Trim('"'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number) && number > 0 && double.IsFinite(number);
}
