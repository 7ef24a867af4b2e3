namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class ListenerAddressTests
{
    [Theory]
    [InlineData("8080", "0.0.0.0:8080")]
    [InlineData(":8080", "0.0.0.0:8080")]
    [InlineData("*:8080", "0.0.0.0:8080")]
    [InlineData("localhost:8080", "127.0.0.1:8080")]
    [InlineData("0.0.0.0", "0.0.0.0:8080")]
    [InlineData("http://0.0.0.0:8080", "without http://")]
    [InlineData("0.0.0.0:65536", "0 to 65535")]
    [InlineData("0.0.0.0:-1", "0 to 65535")]
    [InlineData("1.2.3:80", "Write IP:port")]
    [InlineData("010.0.0.1:80", "Write IP:port")]
    [InlineData("::1:80", "Write IP:port")]
    public void WrongAddress_IsFoundWithWhatToWrite(string address, string remedy) =>
        RuleAssert.Fires("listener-address", Reader.WithListeners($"[{{ address: \"{address}\" }}]"), "listeners[0].address").Remedy.ShouldContain(remedy);

    [Theory]
    [InlineData("0.0.0.0:8080")]
    [InlineData("[::]:8080")]
    [InlineData("[fd00::1]:65535")]
    [InlineData("127.0.0.1:0")]
    public void RightAddress_IsSilent(string address) => RuleAssert.Silent("listener-address", Reader.WithListeners($"[{{ address: \"{address}\" }}]"));
}
