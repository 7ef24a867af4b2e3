namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class TermsHeadersTests
{
    private static string With(string forwarding) => Reader.With($"forwarding: {{ {forwarding} }}");

    [Theory]
    [InlineData("classHeader: \"a b\", trustedProxies: [10.0.0.1]", "forwarding.classHeader")]
    [InlineData("classHeader: Host, trustedProxies: [10.0.0.1]", "forwarding.classHeader")]
    [InlineData("classHeader: x-request-deadline, trustedProxies: [10.0.0.1]", "forwarding.classHeader")]
    [InlineData("deadlineHeader: \"a:b\"", "forwarding.deadlineHeader")]
    [InlineData("deadlineHeader: content-length", "forwarding.deadlineHeader")]
    public void NameThatCannotWork_IsFound(string forwarding, string path) => RuleAssert.Fires("terms-headers", With(forwarding), path);

    [Fact]
    public void ClassHeaderThatNobodyMaySend_IsAWarning() => RuleAssert.Fires("terms-headers", With("classHeader: X-Request-Class"), "forwarding.classHeader", Severity.Warning);

    [Theory]
    [InlineData("classHeader: X-Request-Class, trustedProxies: [10.0.0.1]")]
    [InlineData("deadlineHeader: \"\"")]
    [InlineData("deadlineHeader: X-Envoy-Expected-Rq-Timeout-Ms")]
    public void NamesOfTheirOwn_AreSilent(string forwarding) => RuleAssert.Silent("terms-headers", With(forwarding));
}
