namespace Holdfast.Configuration.Tests.Reading;

/// <summary>Whatever is wrong with tokens or a collector's headers, what stands there is never repeated.</summary>
public sealed class SecretsTests
{
    private const string Secret = "hunter2";

    [Theory]
    [InlineData("admin: { tokens: hunter2 }")]
    [InlineData("admin: { tokens: [hunter2] }")]
    [InlineData("admin: { tokens: { hunter2: operate } }")]
    [InlineData("admin: { tokens: [{ hunter2: operate }] }")]
    [InlineData("admin: { tokens: [{ name: a, hash: hunter2 }] }")]
    [InlineData("admin: { tokens: [{ name: a, hash: [hunter2] }] }")]
    [InlineData("admin: { tokens: [{ name: a, hash: \"${hunter2\" }] }")]
    [InlineData("admin: { tokens: [{ name: a, hash: \"${a hunter2}\" }] }")]
    [InlineData("admin: { tokens: [{ name: a, hash: x, role: hunter2 }] }")]
    [InlineData("admin: { tokens: [{ name: \"hunter2\\n\", hash: x }] }")]
    [InlineData("admin:\n  tokens:\n  - name: a\n    hash: x\n    token: hunter2")]
    [InlineData("admin:\n  tokens:\n    - name: a\n      hash: hunter2: x")]
    [InlineData("admin:\n  tokens:\n    - name: a\n      hash: *hunter2")]
    [InlineData("admin:\n  tokens:\n    - [hunter2")]
    [InlineData("admin:\n  tokens:\n\t- hunter2")]
    [InlineData("admin: { toekns: [{ name: a, hash: hunter2 }] }")]
    [InlineData("telemetry: { otlp: { headers: { X-Tenant: hunter2, X-Tenant: hunter2 } } }")]
    [InlineData("telemetry: { otlp: { headers: hunter2 } }")]
    [InlineData("telemetry: { otlp: { headers: [hunter2] } }")]
    [InlineData("telemetry: { oltp: { headers: { X-Tenant: hunter2 } } }")]
    [InlineData("telemetry:\n  otlp:\n    headers:\n      X-Tenant: hunter2: x")]
    [InlineData("telemetry:\n  otlp:\n    headers:\n      X-Tenant: *hunter2")]
    [InlineData("telemetry:\n  otlp:\n    headers:\n      X-Tenant: [hunter2]")]
    [InlineData("telemetry:\n  otlp:\n    headers:\n      \"X Tenant\": hunter2")]
    [InlineData("telemetry:\n  otlp:\n    headers:\n    X-Tenant: hunter2")]
    public void FindingAboutASecret_DoesNotRepeatIt(string more)
    {
        ConfigReadResult result = Reader.Read(Reader.With(more));
        result.Findings.ShouldNotBeEmpty();
        ConfigFindingFormatter.FormatText(result).ShouldNotContain(Secret);
        ConfigFindingFormatter.FormatJson(result).ShouldNotContain(Secret);
    }
}
