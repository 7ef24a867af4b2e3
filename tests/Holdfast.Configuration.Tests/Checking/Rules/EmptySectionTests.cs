namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class EmptySectionTests
{
    [Fact]
    public void NoListener_IsFound() =>
        RuleAssert.Fires("empty-section", Reader.WithListeners("[]"), "listeners").Message.ShouldContain("no listener");

    [Fact]
    public void NoRoute_IsFound() =>
        RuleAssert.Fires("empty-section", "listeners: [{ address: \"127.0.0.1:1\" }]\nroutes: []\npools: { shop: { servers: [\"127.0.0.1:8001\"] } }", "routes");

    [Fact]
    public void MissingSection_IsOneFindingOnly() =>
        Reader.Single("routes: [{ pool: shop }]\npools: { shop: { servers: [\"127.0.0.1:8001\"] } }").Message.ShouldBe("listeners is missing");

    [Fact]
    public void OneOfEach_IsSilent() => RuleAssert.Silent("empty-section", Reader.With(""));
}
