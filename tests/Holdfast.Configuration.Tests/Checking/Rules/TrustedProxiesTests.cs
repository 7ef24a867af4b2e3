namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class TrustedProxiesTests
{
    private static string With(string proxy) => Reader.With($"forwarding: {{ trustedProxies: [\"{proxy}\"] }}");

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.1/8")]
    [InlineData("fd00::1/8")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("proxy.internal")]
    [InlineData("fe80::1%eth0")]
    public void WrongNetwork_IsFound(string proxy) => RuleAssert.Fires("trusted-proxies", With(proxy), "forwarding.trustedProxies[0]");

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public void Everyone_IsAWarning(string proxy) => RuleAssert.Fires("trusted-proxies", With(proxy), "forwarding.trustedProxies[0]", Severity.Warning);

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("10.0.0.1")]
    [InlineData("10.0.0.1/32")]
    [InlineData("fd00::/8")]
    [InlineData("::1")]
    [InlineData("192.168.128.0/17")]
    public void RightNetwork_IsSilent(string proxy) => RuleAssert.Silent("trusted-proxies", With(proxy));
}
