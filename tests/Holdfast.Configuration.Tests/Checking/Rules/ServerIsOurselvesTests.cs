namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class ServerIsOurselvesTests
{
    private static string With(string listener, string server, string admin = "{}") =>
        $"listeners: [{{ address: \"{listener}\" }}]\nroutes: [{{ pool: shop }}]\npools: {{ shop: {{ servers: [\"{server}\"] }} }}\nadmin: {admin}";

    [Theory]
    [InlineData("127.0.0.1:8080", "127.0.0.1:8080")]
    [InlineData("127.0.0.1:8080", "localhost:8080")]
    [InlineData("0.0.0.0:8080", "127.0.0.1:8080")]
    [InlineData("0.0.0.0:8080", "0.0.0.0:8080")]
    [InlineData("[::]:8080", "[::1]:8080")]
    public void ServerThatIsAListener_IsFound(string listener, string server) =>
        RuleAssert.Fires("server-is-ourselves", With(listener, server), "pools.shop.servers[0].address").Message.ShouldContain("loop");

    [Fact]
    public void ServerThatIsTheAdminAddressWithoutTokens_IsFound() =>
        RuleAssert.Fires("server-is-ourselves", With("127.0.0.1:8080", "127.0.0.1:9900"), "pools.shop.servers[0].address").Message.ShouldContain("admin");

    [Theory]
    [InlineData("127.0.0.1:8080", "127.0.0.1:8081", "{}")]
    [InlineData("127.0.0.1:8080", "127.0.0.2:8080", "{}")]
    [InlineData("0.0.0.0:8080", "10.0.0.1:8080", "{}")]
    [InlineData("127.0.0.1:8080", "127.0.0.1:9900", "{ enabled: false }")]
    [InlineData("127.0.0.1:8080", "127.0.0.1:9900", "{ tokens: [{ name: a, hash: \"sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae\" }] }")]
    public void AnotherServer_IsSilent(string listener, string server, string admin) => RuleAssert.Silent("server-is-ourselves", With(listener, server, admin));
}
