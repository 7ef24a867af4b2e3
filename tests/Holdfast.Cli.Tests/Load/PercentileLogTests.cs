using System.Globalization;
using Holdfast.Drills.Load;

namespace Holdfast.Cli.Tests;

public class PercentileLogTests
{
    [Fact]
    public void Lines_AreThoseOfHdrHistogram()
    {
        FineHistogram histogram = new();
        for (int i = 1; i <= 10_000; i++)
        {
            histogram.Record(i * 1_000_000L);
        }

        string[] lines = PercentileLog.Format(histogram).TrimEnd().Split('\n');
        lines[0].ShouldBe("       Value     Percentile TotalCount 1/(1-Percentile)");
        double[][] rows = [.. lines.Skip(2).TakeWhile(line => line[0] != '#').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
        rows.Select(row => row[0]).ShouldBeInOrder();
        rows.Select(row => row[1]).ShouldBeInOrder();
        rows[^1].ShouldBe([10_000, 1, 10_000]);
        double[] half = rows.First(row => row[1] >= 0.5);
        half[0].ShouldBe(5000, 5);
        lines[^3].ShouldStartWith("#[Mean    =     5000.500, StdDeviation   =     288");
        lines[^2].ShouldContain("10000.000");
    }
}
