namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class HashNameTests
{
    private static string With(string balance) => Reader.WithPool($"servers: [\"a:1\"]\nbalance: {balance}");

    [Theory]
    [InlineData("header")]
    [InlineData("cookie")]
    public void HashWithoutName_IsFound(string source) =>
        RuleAssert.Fires("hash-name", With($"{{ policy: consistent-hash, hashOn: {source} }}"), "pools.shop.balance.hashName").Message.ShouldContain("missing");

    [Fact]
    public void NameThatIsNoToken_IsFound() =>
        RuleAssert.Fires("hash-name", With("{ policy: consistent-hash, hashOn: header, hashName: \"X Y\" }"), "pools.shop.balance.hashName");

    [Theory]
    [InlineData("{ policy: random, hashOn: path }", "pools.shop.balance.hashOn")]
    [InlineData("{ hashOn: path }", "pools.shop.balance.hashOn")]
    [InlineData("{ policy: consistent-hash, hashName: a }", "pools.shop.balance.hashName")]
    public void SettingWithoutEffect_IsAWarning(string balance, string path) => RuleAssert.Fires("hash-name", With(balance), path, Severity.Warning);

    [Theory]
    [InlineData("{ policy: consistent-hash, hashOn: cookie, hashName: session }")]
    [InlineData("{ policy: consistent-hash, hashOn: path }")]
    [InlineData("consistent-hash")]
    [InlineData("random")]
    public void CompleteHash_IsSilent(string balance) => RuleAssert.Silent("hash-name", With(balance));

    [Fact]
    public void MisspeltPolicy_IsOneFindingOnly() =>
        Reader.Single(With("{ policy: consistent-hsh, hashOn: header, hashName: a }")).Remedy.ShouldStartWith("Did you mean \"consistent-hash\"?");
}
