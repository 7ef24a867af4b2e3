using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Tests.Reading;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("2s", 2_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("1m30s", 90_000)]
    [InlineData("5m", 300_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d12h", 129_600_000)]
    [InlineData("1h1m1s1ms", 3_661_001)]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    public void NumberWithUnit_IsRead(string text, double milliseconds)
    {
        DurationText.Parse(text, out TimeSpan value).ShouldBeNull();
        value.TotalMilliseconds.ShouldBe(milliseconds);
    }

    [Theory]
    [InlineData("30", "30s for seconds")]
    [InlineData("1.5", "1.5s for seconds")]
    [InlineData("30s1m", "larger units first")]
    [InlineData("1s1s", "larger units first")]
    [InlineData("5 m", "number and a unit")]
    [InlineData("5min", "number and a unit")]
    [InlineData("-5s", "number and a unit")]
    [InlineData("s", "number and a unit")]
    [InlineData("", "number and a unit")]
    [InlineData("1.s", "number and a unit")]
    [InlineData("1e3s", "number and a unit")]
    [InlineData("5S", "number and a unit")]
    [InlineData("1s ", "number and a unit")]
    [InlineData("1m30", "number and a unit")]
    [InlineData("9999999999999999999999s", "number and a unit")]
    [InlineData("999999999999999d", "shorter")]
    public void AnythingElse_IsRefusedWithARemedy(string text, string remedy) =>
        DurationText.Parse(text, out _).ShouldNotBeNull().Remedy.ShouldContain(remedy);

    [Fact]
    public void WhatIsFormatted_IsReadBackTheSame()
    {
        var random = new Random(7);
        for (int round = 0; round < 1000; round++)
        {
            TimeSpan value = TimeSpan.FromMilliseconds(random.NextInt64(1L << random.Next(1, 40)));
            DurationText.Parse(DurationText.Format(value), out TimeSpan read).ShouldBeNull($"seed 7, round {round}: {value}");
            read.ShouldBe(value);
        }
    }
}
