namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class TokenHashTests
{
    private const string Digits = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    private static string With(string hash) => Reader.With($"admin: {{ tokens: [{{ name: a, hash: \"{hash}\" }}] }}");

    [Theory]
    [InlineData("hunter2")]
    [InlineData(Digits)]
    [InlineData("sha256:" + Digits + "0")]
    [InlineData("sha512:" + Digits)]
    [InlineData("sha256:g" + Digits)]
    public void WrongHash_IsFoundWithoutRepeatingIt(string hash)
    {
        ConfigFinding finding = RuleAssert.Fires("token-hash", With(hash), "admin.tokens[0].hash");
        finding.ToString().ShouldNotContain(hash);
    }

    [Fact]
    public void RightHash_IsSilent() => RuleAssert.Silent("token-hash", With("sha256:" + Digits));
}
