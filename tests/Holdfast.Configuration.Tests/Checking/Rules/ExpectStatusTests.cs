namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class ExpectStatusTests
{
    private static string With(string status) => Reader.WithPool($"servers: [\"a:1\"]\nhealth: {{ path: /, expectStatus: \"{status}\" }}");

    [Theory]
    [InlineData("2xx")]
    [InlineData("99")]
    [InlineData("600")]
    [InlineData("299-200")]
    [InlineData("200,")]
    [InlineData("200-299-300")]
    public void WrongList_IsFound(string status) => RuleAssert.Fires("expect-status", With(status), "pools.shop.health.expectStatus");

    [Theory]
    [InlineData("200")]
    [InlineData("200-399")]
    [InlineData("200, 204, 300-310")]
    public void RightList_IsSilent(string status) => RuleAssert.Silent("expect-status", With(status));
}
