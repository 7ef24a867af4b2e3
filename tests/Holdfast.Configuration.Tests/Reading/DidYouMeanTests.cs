using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Tests.Reading;

public sealed class DidYouMeanTests
{
    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("shpo", "shop", 1)]
    [InlineData("sop", "shop", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_CountsSwapsAsOne(string left, string right, int distance)
    {
        DidYouMean.Distance(left, right).ShouldBe(distance);
        DidYouMean.Distance(right, left).ShouldBe(distance);
    }

    [Theory]
    [InlineData("strip_prefix", "stripPrefix")]
    [InlineData("timeout", "timeouts")]
    [InlineData("Listeners", "listeners")]
    [InlineData("lisners", "listeners")]
    public void CloseWord_IsFound(string written, string expected) =>
        DidYouMean.Closest(written, ["listeners", "stripPrefix", "timeouts", "pools"]).ShouldBe(expected);

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("something")]
    public void OtherWord_IsNotGuessed(string written) => DidYouMean.Closest(written, ["listeners", "pools", "a"]).ShouldBeNull();

    [Fact]
    public void EndlessWord_CostsNothing() => DidYouMean.Closest(new string('a', 1_000_000), ["listeners"]).ShouldBeNull();
}
