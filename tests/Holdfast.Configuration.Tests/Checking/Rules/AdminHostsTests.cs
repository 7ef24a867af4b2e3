namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class AdminHostsTests
{
    [Theory]
    [InlineData("*")]
    [InlineData("*.internal")]
    [InlineData("gateway:9900")]
    [InlineData("http://gateway")]
    public void PatternOrPort_IsFound(string host) => RuleAssert.Fires("admin-hosts", Reader.With($"admin: {{ allowedHosts: \"{host}\" }}"), "admin.allowedHosts[0]");

    [Theory]
    [InlineData("gateway.internal")]
    [InlineData("10.0.0.1")]
    [InlineData("fd00::1")]
    public void Name_IsSilent(string host) => RuleAssert.Silent("admin-hosts", Reader.With($"admin: {{ allowedHosts: [\"{host}\"] }}"));
}
