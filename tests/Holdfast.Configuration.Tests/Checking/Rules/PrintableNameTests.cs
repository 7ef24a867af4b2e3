namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class PrintableNameTests
{
    [Fact]
    public void NameWithControlSymbols_IsFound()
    {
        RuleAssert.Fires("printable-name", Reader.WithRoutes("- { name: \"a\\nb\", pool: shop }"), "routes[0].name");
        RuleAssert.Fires("printable-name", Reader.WithPool("servers: [{ address: \"a:1\", name: \"a\\e[2Jb\" }]"), "pools.shop.servers[0].name");
    }

    [Fact]
    public void LongName_IsFound() => RuleAssert.Fires("printable-name", Reader.WithRoutes($"- {{ name: {new string('a', 121)}, pool: shop }}"), "routes[0].name");

    [Fact]
    public void OrdinaryName_IsSilent() => RuleAssert.Silent("printable-name", Reader.WithRoutes("- { name: Käse & Co, pool: shop }"));
}
