using Holdfast.Drills.Load;

namespace Holdfast.Cli.Tests;

public class HistogramTextTests
{
    [Fact]
    public void Rows_CoverEveryRecordAndShowTheRareOnes()
    {
        FineHistogram histogram = new();
        for (int i = 0; i < 10_000; i++)
        {
            histogram.Record(1_500_000);
        }

        histogram.Record(800_000_000);
        string[] lines = HistogramText.Format(histogram).TrimEnd().Split('\n');
        lines[1].ShouldMatch(@"^ +1 - 2 +10000 +99.99 %  #{50}$");
        lines[^1].ShouldMatch(@"^ +500 - 1000 +1 +0 %  #$");
        lines.Skip(1).Sum(line => long.Parse(line[19..29], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(10_001);
    }

    [Fact]
    public void NothingRecorded_IsNothing() => HistogramText.Format(new FineHistogram()).ShouldBeEmpty();

    [Fact]
    public void WideHistogram_StaysShort()
    {
        FineHistogram histogram = new();
        for (double value = 1100; value < 3e12; value *= 1.5)
        {
            histogram.Record((long)value);
        }

        HistogramText.Format(histogram).TrimEnd().Split('\n').Length.ShouldBe(17);
    }
}
