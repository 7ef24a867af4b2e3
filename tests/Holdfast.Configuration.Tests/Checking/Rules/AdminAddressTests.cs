namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class AdminAddressTests
{
    [Theory]
    [InlineData("{ address: \"localhost:9900\" }")]
    [InlineData("{ address: 9900 }")]
    [InlineData("{ address: \"127.0.0.1:8080\" }")]
    public void WrongOrTakenAddress_IsFound(string admin) => RuleAssert.Fires("admin-address", Reader.With($"admin: {admin}"), "admin.address");

    [Theory]
    [InlineData("{ address: \"127.0.0.1:9901\" }")]
    [InlineData("{ address: \"[::1]:0\" }")]
    [InlineData("{ enabled: false, address: \"127.0.0.1:8080\" }")]
    public void AddressOfItsOwn_IsSilent(string admin) => RuleAssert.Silent("admin-address", Reader.With($"admin: {admin}"));

    [Fact]
    public void DefaultThatAListenerTakes_IsFound() => RuleAssert.Fires("admin-address", Reader.WithListeners("[{ address: \"127.0.0.1:9900\" }]"), "admin.address");
}
