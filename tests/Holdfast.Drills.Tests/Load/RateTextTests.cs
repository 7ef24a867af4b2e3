namespace Holdfast.Drills.Load;

public class RateTextTests
{
    [Theory]
    [InlineData("500/s", 0, 500)]
    [InlineData("30/m", 0, 0.5)]
    [InlineData("0.5/s", 1000, 0.5)]
    [InlineData("100..5000/60s", 30, 2550)]
    [InlineData("100..5000/60s", 61, 5000)]
    [InlineData("100/10s,500/10s", 9.9, 100)]
    [InlineData("100/10s,500/10s", 10, 500)]
    [InlineData("100/10s,500/10s", 1000, 500)]
    [InlineData("100/10s, 100..200/20s, 50/s", 20, 150)]
    [InlineData("100/10s, 100..200/20s, 50/s", 30, 50)]
    public void Rate_IsReadAsItIsMeant(string text, double seconds, double expected) =>
        Read(text).At(TimeSpan.FromSeconds(seconds)).ShouldBe(expected, 1e-9);

    [Theory]
    [InlineData("500", "Write 500/s for requests per second.")]
    [InlineData("", "Write 500/s")]
    [InlineData("fast/s", "Write 500/s")]
    [InlineData("-5/s", "Write 500/s")]
    [InlineData("100..200/s", "Write for example 100..200/60s.")]
    [InlineData("100/s,200/s", "100/10s,500/s")]
    [InlineData("100..200..300/10s", "Write 500/s")]
    [InlineData("100/0s", "Write 500/s")]
    [InlineData("0/s", "Write a rate above zero somewhere.")]
    [InlineData("99000000/s", "Write 500/s")]
    public void WrongRate_IsRefusedWithARemedy(string text, string remedy) =>
        RateText.Parse(text, out _)!.Value.Remedy.ShouldContain(remedy);

    [Theory]
    [InlineData("500/s")]
    [InlineData("100..5000/1m")]
    [InlineData("100/10s, 500/10s")]
    [InlineData("100/10s, 100..200/20s, 50/s")]
    public void Format_IsReadAgain(string text)
    {
        RateText.Format(Read(text)).ShouldBe(text);
        Read(RateText.Format(Read(text))).ShouldBe(Read(text));
    }

    [Fact]
    public void Stretch_KeepsRatesAndChangesTimes()
    {
        RateCurve half = Read("100/10s,500/10s").Stretch(0.5);
        half.At(TimeSpan.FromSeconds(4.9)).ShouldBe(100);
        half.At(TimeSpan.FromSeconds(5)).ShouldBe(500);
        half.Length.ShouldBe(TimeSpan.FromSeconds(10));
    }

    private static RateCurve Read(string text)
    {
        RateText.Parse(text, out RateCurve curve).ShouldBeNull();
        return curve;
    }
}
