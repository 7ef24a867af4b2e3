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
    public void PageOfMoreThanABuffer_IsFound() => RuleAssert.Fires("protection-answers", With($"{{ page: '{new string('x', 12 * 1024 + 1)}' }}"), "protection.page");

    [Theory]
    [InlineData("on")]
    [InlineData("off")]
    [InlineData("{ alternative: 'ssh work.example.org', page: '<p>busy', problem: '{\"title\":\"busy\"}' }")]
    public void ShortAnswers_AreSilent(string protection) => RuleAssert.Silent("protection-answers", With(protection));

    [Fact]
    public void PlainOff_IsTheMode() => Reader.Accept(With("off")).Protection.Mode.ShouldBe(ProtectionMode.Off);
}
