namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class AdminExposedTests
{
    [Theory]
    [InlineData("0.0.0.0:9900")]
    [InlineData("10.0.0.1:9900")]
    [InlineData("[::]:9900")]
    public void ReachableWithoutTokens_IsFound(string address) => RuleAssert.Fires("admin-exposed", Reader.With($"admin: {{ address: \"{address}\" }}"), "admin.address");

    [Theory]
    [InlineData("{ address: \"127.0.0.2:9900\" }")]
    [InlineData("{ address: \"[::1]:9900\" }")]
    [InlineData("{ address: \"0.0.0.0:9900\", enabled: false }")]
    [InlineData("{ address: \"0.0.0.0:9900\", tokens: [{ name: a, hash: \"sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae\" }] }")]
    public void LoopbackOrTokens_IsSilent(string admin) => RuleAssert.Silent("admin-exposed", Reader.With($"admin: {admin}"));
}
