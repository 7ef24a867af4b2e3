namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class TokenTwiceTests
{
    private const string One = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    private const string Other = "sha256:fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9";

    private static string With(string first, string firstHash, string second, string secondHash) =>
        Reader.With($"admin: {{ tokens: [{{ name: {first}, hash: \"{firstHash}\" }}, {{ name: {second}, hash: \"{secondHash}\" }}] }}");

    [Fact]
    public void SameName_IsFoundAtTheLater() => RuleAssert.Fires("token-twice", With("a", One, "a", Other), "admin.tokens[1].name");

    [Fact]
    public void SameHash_IsFoundAtTheLater() => RuleAssert.Fires("token-twice", With("a", One, "b", One), "admin.tokens[1].hash").ToString().ShouldNotContain(One);

    [Fact]
    public void DifferentTokens_AreSilent() => RuleAssert.Silent("token-twice", With("a", One, "b", Other));
}
