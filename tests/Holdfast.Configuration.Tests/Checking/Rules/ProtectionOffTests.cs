namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class ProtectionOffTests
{
    private const string Rule = "protection-off";

    [Theory]
    [InlineData("limits: { minimum: 4 }", "minimum")]
    [InlineData("limits: { maximum: 40 }", "maximum")]
    public void BoundsOfAnUnprotectedPool_AreNamed(string limits, string key)
    {
        ConfigFinding finding = RuleAssert.Fires(Rule, Reader.WithPool($"servers: [\"a:1\"]\nprotection: off\n{limits}"), $"pools.shop.limits.{key}", Severity.Warning);

        finding.Message.ShouldContain("pool shop");
    }

    [Theory]
    [InlineData("off", "")]
    [InlineData("on", "protection: off, ")]
    public void ShareOfARouteToAnUnprotectedPool_IsNamed(string gateway, string pool) => RuleAssert.Fires(Rule, With(gateway, pool), "routes[0].maximumShare", Severity.Warning);

    [Theory]
    [InlineData("alternative: call us")]
    [InlineData("page: <p>later</p>")]
    [InlineData("problem: '{}'")]
    public void AnswersThatAreGivenWhenNoServerAnswers_AreSilent(string answer) => RuleAssert.Silent(Rule, Reader.With($"protection: {{ mode: off, {answer} }}"));

    [Theory]
    [InlineData("on", "")]
    [InlineData("off", "protection: on, ")]
    public void ShareInAProtectedPool_IsSilent(string gateway, string pool) => RuleAssert.Silent(Rule, With(gateway, pool));

    [Theory]
    [InlineData("protection: off")]
    [InlineData("protection: off\nlimits: { connections: 40 }")]
    [InlineData("protection: on\nlimits: { minimum: 4 }")]
    public void WhatHolds_IsSilent(string keys) => RuleAssert.Silent(Rule, Reader.WithPool($"servers: [\"a:1\"]\n{keys}"));

    private static string With(string gateway, string pool) =>
        $$"""
        listeners: [{ address: "127.0.0.1:8080" }]
        routes: [{ pool: shop, maximumShare: 40% }]
        pools: { shop: { {{pool}}servers: ["127.0.0.1:8001"] } }
        protection: {{gateway}}
        """;
}
