namespace Holdfast.Foundation.Tests;

public sealed class NearestWordTests
{
    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("shpo", "shop", 1)]
    [InlineData("sop", "shop", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_CountsSwapsAsOne(string left, string right, int distance)
    {
        NearestWord.Distance(left, right).ShouldBe(distance);
        NearestWord.Distance(right, left).ShouldBe(distance);
    }

    [Theory]
    [InlineData("strip_prefix", "stripPrefix")]
    [InlineData("timeout", "timeouts")]
    [InlineData("Listeners", "listeners")]
    [InlineData("lisners", "listeners")]
    public void CloseWord_IsFound(string written, string expected) =>
        NearestWord.Of(written, ["listeners", "stripPrefix", "timeouts", "pools"]).ShouldBe(expected);

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("something")]
    public void OtherWord_IsNotGuessed(string written) => NearestWord.Of(written, ["listeners", "pools", "a"]).ShouldBeNull();

    [Fact]
    public void EndlessWord_CostsNothing() => NearestWord.Of(new string('a', 1_000_000), ["listeners"]).ShouldBeNull();
}
