namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class ListenerTwiceTests
{
    [Theory]
    [InlineData("127.0.0.1:8080", "127.0.0.1:8080")]
    [InlineData("[::1]:8080", "[0:0::1]:8080")]
    public void SameAddress_IsFoundAtTheSecond(string first, string second) =>
        RuleAssert.Fires("listener-twice", Reader.WithListeners($"[{{ address: \"{first}\" }}, {{ address: \"{second}\" }}]"), "listeners[1].address").Message.ShouldContain("line 1");

    [Theory]
    [InlineData("127.0.0.1:8080", "127.0.0.1:8081")]
    [InlineData("127.0.0.1:8080", "127.0.0.2:8080")]
    [InlineData("127.0.0.1:0", "127.0.0.1:0")]
    public void OtherAddressOrChosenPort_IsSilent(string first, string second) =>
        RuleAssert.Silent("listener-twice", Reader.WithListeners($"[{{ address: \"{first}\" }}, {{ address: \"{second}\" }}]"));
}
