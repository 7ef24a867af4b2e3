namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class ServerInTwoPoolsTests
{
    [Fact]
    public void SameAddressInTwoPools_IsFoundAtTheLater() =>
        RuleAssert.Fires("server-in-two-pools", TwoPools("\"APP:1\""), "pools.spare.servers[0].address", Severity.Warning).Remedy.ShouldContain("maximumShare");

    [Theory]
    [InlineData("maximum")]
    [InlineData("connections")]
    public void OneOfThemBoundsItByHand_IsSilent(string key) =>
        RuleAssert.Silent("server-in-two-pools", TwoPools("\"app:1\"").Replace("spare: {", $"spare: {{ limits: {{ {key}: 20 }},"));

    [Fact]
    public void FirstOfThreeIsBoundedByHand_TheOtherTwoAreFound() =>
        RuleAssert.Fires(
            "server-in-two-pools",
            TwoPools("\"app:1\"").Replace("servers: [\"app:1\"]\n  spare", "limits: { maximum: 20 }\n    servers: [\"app:1\"]\n  third: { servers: [\"app:1\"] }\n  spare"),
            "pools.spare.servers[0].address",
            Severity.Warning);

    [Fact]
    public void OtherPort_IsSilent() => RuleAssert.Silent("server-in-two-pools", TwoPools("\"app:2\""));

    /// <summary>That is <c>server-twice</c>, and an error.</summary>
    [Fact]
    public void TwiceInOnePool_IsSilent() => RuleAssert.Silent("server-in-two-pools", Reader.WithPool("servers: [\"app:1\", \"app:1\"]"));

    private static string TwoPools(string server) => Reader.WithPool("servers: [\"app:1\"]\nother: 1").Replace("\n    other: 1", $"\n  spare: {{ servers: [{server}] }}");
}
