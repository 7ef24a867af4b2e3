namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class UnknownPoolTests
{
    [Fact]
    public void MisspeltPool_IsFoundWithTheRightOne()
    {
        ConfigFinding finding = RuleAssert.Fires("unknown-pool", Reader.WithRoutes("- pool: shpo"), "routes[0].pool");
        finding.Remedy.ShouldBe("Did you mean \"shop\"?");
        (finding.Line, finding.Column).ShouldBe((3, 11));
    }

    [Fact]
    public void OtherPool_IsFoundWithTheListOfThem() =>
        RuleAssert.Fires("unknown-pool", Reader.WithRoutes("- pool: warehouse"), "routes[0].pool").Remedy.ShouldContain("shop");

    [Fact]
    public void BrokenPool_StillExists() =>
        Reader.Single("listeners: [{ address: \"127.0.0.1:8080\" }]\nroutes: [{ pool: shop }]\npools: { shop: 7 }").Path.ShouldBe("pools.shop");

    [Fact]
    public void MissingPoolKey_IsOneFindingOnly() => Reader.Single(Reader.WithRoutes("- name: a\n- pool: shop\n  match: { path: /b }").Replace("- name: a", "- { name: a, match: { path: /a } }")).Message.ShouldBe("pool is missing");

    [Fact]
    public void KnownPool_IsSilent() => RuleAssert.Silent("unknown-pool", Reader.With(""));
}
