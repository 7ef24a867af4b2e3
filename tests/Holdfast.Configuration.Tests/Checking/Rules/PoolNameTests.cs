namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class PoolNameTests
{
    private static string Named(string name) =>
        $"listeners: [{{ address: \"127.0.0.1:8080\" }}]\nroutes: [{{ pool: \"{name}\" }}]\npools: {{ \"{name}\": {{ servers: [\"127.0.0.1:8001\"] }} }}";

    [Theory]
    [InlineData("my shop", "pools[\"my shop\"]")]
    [InlineData("ä", "pools[\"ä\"]")]
    [InlineData("a\\e[31mb", "pools[\"a\\u001B[31mb\"]")]
    public void NameThatNoLabelCanHold_IsFoundAtTheKey(string name, string path) =>
        RuleAssert.Fires("pool-name", Named(name), path).Column.ShouldBe(10);

    [Fact]
    public void LongName_IsFound() => RuleAssert.Fires("pool-name", Named(new string('a', 64)), $"pools[\"{new string('a', 60)}...\"]");

    [Theory]
    [InlineData("shop")]
    [InlineData("shop-2_b.eu")]
    public void OrdinaryName_IsSilent(string name) => RuleAssert.Silent("pool-name", Named(name));
}
