namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class ProtectionAnswersTests
{
    private static string With(string protection) => Reader.WithPool("servers: [\"a:1\"]") + $"\nprotection: {protection}\n";

    [Theory]
    [InlineData("{ problem: busy }", "protection.problem")]
    [InlineData("{ problem: '[1]' }", "protection.problem")]
    [InlineData("{ alternative: \"one\\ntwo\" }", "protection.alternative")]
    public void AnswerThatNobodyCouldRead_IsFound(string protection, string path) => RuleAssert.Fires("protection-answers", With(protection), path);

    [Fact]
    public void PageOfMoreThanABuffer_IsFound() => RuleAssert.Fires("protection-answers", With($"{{ page: '<p>{new string('x', 12 * 1024)}' }}"), "protection.page");

    [Theory]
    [InlineData("on")]
    [InlineData("off")]
    [InlineData("{ alternative: 'ssh work.example.org', page: '<p>busy' }")]
    [InlineData("{ page: '<p>busy', problem: '{\"title\":\"busy\"}' }")]
    public void ShortAnswers_AreSilent(string protection) => RuleAssert.Silent("protection-answers", With(protection));

    [Theory]
    [InlineData("/etc/holdfast/503.html")]
    [InlineData("busy.html")]
    [InlineData("Please come back later.")]
    public void PageWithoutMarkup_IsAWarning(string page) =>
        RuleAssert.Fires("protection-answers", With($"{{ page: '{page}' }}"), "protection.page", Severity.Warning).Remedy.ShouldContain("HTML itself");

    [Fact]
    public void AlternativeThatNobodyIsShown_IsAWarning() =>
        RuleAssert.Fires("protection-answers", With("{ alternative: 'ssh a', page: '<p>a', problem: '{}' }"), "protection.alternative", Severity.Warning);

    [Theory]
    [InlineData("page: '<p>a'")]
    [InlineData("problem: '{}'")]
    public void AlternativeThatOneOfTheTwoShows_IsSilent(string other) => RuleAssert.Silent("protection-answers", With($"{{ alternative: 'ssh a', {other} }}"));

    [Fact]
    public void RemedyOfAWrongProblem_IsRightAsItStands()
    {
        string remedy = RuleAssert.Fires("protection-answers", With("{ problem: busy }"), "protection.problem").Remedy;
        RuleAssert.Silent("protection-answers", With($"{{ {remedy.Split("example ")[1].TrimEnd('.')} }}"));
    }

    [Fact]
    public void PlainOff_IsTheMode() => Reader.Accept(With("off")).Protection.Mode.ShouldBe(ProtectionMode.Off);
}
