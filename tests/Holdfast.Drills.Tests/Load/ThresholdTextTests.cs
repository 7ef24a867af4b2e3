namespace Holdfast.Drills.Load;

public class ThresholdTextTests
{
    [Theory]
    [InlineData("p99<200ms", LoadMeasure.ResponsePercentile, 99, true, 200)]
    [InlineData("p99.9 < 1.5s", LoadMeasure.ResponsePercentile, 99.9, true, 1500)]
    [InlineData("max<2s", LoadMeasure.ResponsePercentile, 100, true, 2000)]
    [InlineData("service-p50<10ms", LoadMeasure.ServicePercentile, 50, true, 10)]
    [InlineData("goodput>95%", LoadMeasure.Goodput, 0, false, 95)]
    [InlineData("errors<0.1%", LoadMeasure.Errors, 0, true, 0.1)]
    [InlineData("shed<5 %", LoadMeasure.Shed, 0, true, 5)]
    [InlineData("rate>400/s", LoadMeasure.Rate, 0, false, 400)]
    public void Condition_IsReadAsItIsMeant(string text, LoadMeasure measure, double percentile, bool isUpper, double bound)
    {
        ThresholdText.Parse(text, out LoadThreshold? read).ShouldBeNull();
        read.ShouldBe(new LoadThreshold("", measure, percentile, isUpper, bound));
    }

    [Fact]
    public void List_IsReadInItsOrderWithClasses()
    {
        ThresholdText.ParseList("p99<200ms, checkout:goodput>95%", out IReadOnlyList<LoadThreshold> read).ShouldBeNull();
        read.Select(threshold => threshold.ToString()).ShouldBe(["p99<200ms", "checkout:goodput>95%"]);
    }

    [Theory]
    [InlineData("errors>50% for 5s", "errors>50% for 5s")]
    [InlineData("p99>1s for 1m30s", "p99>1000ms for 1m30s")]
    [InlineData("shed>20%", "shed>20% for 5s")]
    public void AbortRule_IsReadWithItsTime(string text, string expected)
    {
        ThresholdText.ParseAbort(text, out LoadAbortRule? rule).ShouldBeNull();
        rule!.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("p99", "Write a measure")]
    [InlineData("p99<=200ms", "Write a measure")]
    [InlineData("<200ms", "Write a measure")]
    [InlineData("p99<200", "p99<200ms")]
    [InlineData("goodput>95", "goodput>5%")]
    [InlineData("goodput>195%", "goodput>5%")]
    [InlineData("rate>400", "rate>400/s")]
    [InlineData("gootput>95%", "Did you mean \"goodput\"?")]
    [InlineData("p101<1s", "Known: ")]
    [InlineData("speed<1s", "Known: ")]
    public void WrongCondition_IsRefusedWithARemedy(string text, string remedy) =>
        ThresholdText.Parse(text, out _)!.Value.Remedy.ShouldContain(remedy);

    [Theory]
    [InlineData("p99<200ms", 199.9, true)]
    [InlineData("p99<200ms", 200, false)]
    [InlineData("goodput>95%", 95, false)]
    [InlineData("goodput>95%", 95.1, true)]
    public void Bound_IsNotInside(string text, double value, bool isKept)
    {
        ThresholdText.Parse(text, out LoadThreshold? read).ShouldBeNull();
        read!.IsKeptBy(value).ShouldBe(isKept);
    }
}
