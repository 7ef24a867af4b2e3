using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Tests.Lifecycle;

public sealed class TitleWordsTests
{
    [Theory]
    [InlineData("20 % of the requests failed", "requests failed")]
    [InlineData("0.4 % of the requests were refused for lack of capacity", "requests were refused for lack of capacity")]
    [InlineData("most of the clients left before their answer came", "clients left before their answer came")]
    [InlineData("over 99 % of the clients left before their answer came", "clients left before their answer came")]
    [InlineData("the wait for a server takes 444 ms instead of 7 ms", "the wait for a server takes longer than usual")]
    [InlineData("the usual request takes 2.9 s instead of 7.8 ms", "the usual request takes longer than usual")]
    [InlineData("users are hurt or will be", "users are hurt or will be")]
    public void FiguresOfTheFirstMoment_AreNotInATitle(string harm, string title) => TitleWords.Of(harm).ShouldBe(title);
}
