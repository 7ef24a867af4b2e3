using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Tests.Reading;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData("16KiB", 16_384)]
    [InlineData("1MB", 1_000_000)]
    [InlineData("10GiB", 10_737_418_240)]
    [InlineData("1kB", 1_000)]
    [InlineData("1.5KiB", 1_536)]
    [InlineData("512B", 512)]
    [InlineData("512", 512)]
    [InlineData("10mib", 10_485_760)]
    [InlineData("0", 0)]
    public void NumberWithUnit_IsRead(string text, long bytes)
    {
        SizeText.Parse(text, out long value).ShouldBeNull();
        value.ShouldBe(bytes);
    }

    [Theory]
    [InlineData("16k", "16KiB (1024) or 16KB (1000)")]
    [InlineData("1G", "1GiB (1024)")]
    [InlineData("1.5B", "whole number")]
    [InlineData("16 KiB", "number and a unit")]
    [InlineData("-1", "number and a unit")]
    [InlineData("KiB", "number and a unit")]
    [InlineData("", "number and a unit")]
    [InlineData("99999999TiB", "whole number")]
    public void AnythingElse_IsRefusedWithARemedy(string text, string remedy) =>
        SizeText.Parse(text, out _).ShouldNotBeNull().Remedy.ShouldContain(remedy);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1_048_576, "1MiB")]
    [InlineData(1_000_000, "1MB")]
    [InlineData(240, "240B")]
    public void Format_TakesTheLargestWholeUnit(long bytes, string text) => SizeText.Format(bytes).ShouldBe(text);
}
