namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("10.0.0.11", "host:port")]
    [InlineData("http://10.0.0.11:8000", "without http://")]
    [InlineData("10.0.0.11:0", "1 to 65535")]
    [InlineData("10.0.0.11:http", "1 to 65535")]
    [InlineData("10.0.0.11:65536", "1 to 65535")]
    [InlineData("10.0.0.300:80", "host:port")]
    [InlineData("010.0.0.1:80", "host:port")]
    [InlineData("fd00::1:80", "[fd00::1]:8000")]
    [InlineData("[fe80::1%eth0]:80", "host:port")]
    [InlineData("app_1..internal:80", "host:port")]
    [InlineData("-a:80", "host:port")]
    [InlineData("a b:80", "host:port")]
    [InlineData(":80", "host:port")]
    public void WrongAddress_IsFoundWithWhatToWrite(string address, string remedy) =>
        RuleAssert.Fires("server-address", Reader.WithPool($"servers: [\"{address}\"]"), "pools.shop.servers[0].address").Remedy.ShouldContain(remedy);

    [Theory]
    [InlineData("10.0.0.11:8000")]
    [InlineData("[fd00::1]:8000")]
    [InlineData("app.internal:65535")]
    [InlineData("app_1:1")]
    [InlineData("3scale:80")]
    public void RightAddress_IsSilent(string address) => RuleAssert.Silent("server-address", Reader.WithPool($"servers: [{{ address: \"{address}\" }}]"));
}
