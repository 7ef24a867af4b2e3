namespace Holdfast.Foundation.Tests;

public sealed class CountedTests
{
    [Theory]
    [InlineData(0, "0 requests", "0 were")]
    [InlineData(1, "1 request", "1 was")]
    [InlineData(0.7, "1 request", "1 was")]
    [InlineData(2, "2 requests", "2 were")]
    [InlineData(9571.2, "9571 requests", "9571 were")]
    public void Number_HasTheNounAndVerbThatFit(double number, string noun, string verb)
    {
        Counted.Of(number, "request").ShouldBe(noun);
        Counted.Noun(number, "request").ShouldBe(noun.Split(' ')[1]);
        Counted.Were(number).ShouldBe(verb);
        Counted.Verb(number).ShouldBe(verb.Split(' ')[1]);
    }
}
