using Holdfast.Configuration.Documents;

namespace Holdfast.Configuration.Tests.Documents;

public sealed class SecretLinesTests
{
    [Fact]
    public void LinesBelowTokens_AreSecretUntilTheIndentationEnds() =>
        SecretLines.Find(["admin:", "  tokens:", "  - name: a", "", "    x: y", "  address: b", "workers: 1"]).ShouldBe([2, 3, 4, 5], ignoreOrder: true);

    [Fact]
    public void FlowStyle_IsSecretToItsEnd() =>
        SecretLines.Find(["admin: {", "  tokens: [", "    a,", "  ]", "}", "workers: 1"]).ShouldBe([2, 3, 4, 5], ignoreOrder: true);

    [Fact]
    public void HashAnywhere_IsSecret() => SecretLines.Find(["a: 1", "b: sha256:00", "hash: c"]).ShouldBe([2, 3], ignoreOrder: true);

    [Fact]
    public void HeadersOfACollector_AreSecret_HoweverTheyAreIndented()
    {
        SecretLines.Find(["telemetry:", "  otlp:", "    address: a", "    headers:", "      X-Tenant: b", "workers: 1"]).ShouldBe([2, 3, 4, 5], ignoreOrder: true);
        SecretLines.Find(["telemetry:", "  otlp:", "    headers:", "    X-Tenant: b", "workers: 1"]).ShouldBe([2, 3, 4], ignoreOrder: true);
        SecretLines.Find(["  oltp: {", "    headers: {", "      X-Tenant: b", "    }", "  }", "workers: 1"]).ShouldBe([2, 3, 4, 5], ignoreOrder: true);
    }

    [Fact]
    public void HeadersOfARoute_HideThatRouteAlone() =>
        SecretLines.Find(["routes:", "  - match: { headers: { X-Canary: a } }", "    pool: b", "  - requestHeaders: { set: { c: d } }", "    pool: e"]).ShouldBe([2, 3], ignoreOrder: true);

    [Fact]
    public void OtherLines_AreNot() => SecretLines.Find(["listeners:", "  - address: a", "balance: { hashOn: path }"]).ShouldBeEmpty();
}
