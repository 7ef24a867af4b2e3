using Holdfast.Configuration;

namespace Holdfast.Cli.Tests;

public class AdminAnswerTests
{
    [Theory]
    [InlineData("hello from another program")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void AnswerOfAnotherProgram_IsSaidToBeOne(string body) =>
        Should.Throw<IOException>(() => new AdminAnswer(200, body).Read(ApiJson.Default.GatewayStateReport)).Message.ShouldStartWith("the answer is not that of a Holdfast gateway");

    [Theory]
    [InlineData("warning")]
    [InlineData("Warning")]
    public void OwnAnswer_IsRead_AlsoThatOfAnOlderGateway(string severity)
    {
        ApiReload reload = new AdminAnswer(200, $$"""{"revision":7,"fingerprint":"f00d","findings":[{"file":"api","line":0,"column":0,"path":"workers","message":"m","remedy":"r","severity":"{{severity}}","rule":"restart-only"}]}""").Read(ApiJson.Default.ApiReload);
        reload.Revision.ShouldBe(7);
        reload.Findings.ShouldNotBeNull().ShouldHaveSingleItem().ShouldBe(new ConfigFinding("api", 0, 0, "workers", "m", "r", Severity.Warning) { Rule = "restart-only" });
    }
}
