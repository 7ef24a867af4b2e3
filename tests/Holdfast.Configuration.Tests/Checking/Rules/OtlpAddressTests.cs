namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class OtlpAddressTests
{
    [Theory]
    [InlineData("\"127.0.0.1:4318\"")]
    [InlineData("\"grpc://127.0.0.1:4317\"")]
    [InlineData("\"http://127.0.0.1:4318/v1/metrics\"")]
    [InlineData("\"http://anna:secret@127.0.0.1:4318\"")]
    public void WhatIsNoUrlOfAReceiver_IsFound(string address) => RuleAssert.Fires("otlp-address", Reader.With($"telemetry: {{ otlp: {{ address: {address} }} }}"), "telemetry.otlp.address");

    [Theory]
    [InlineData("\"http://127.0.0.1:4318\"")]
    [InlineData("\"https://collector.internal:4318/\"")]
    public void UrlOfAReceiver_IsSilent(string address) => RuleAssert.Silent("otlp-address", Reader.With($"telemetry: {{ otlp: {{ address: {address}, traces: {{ sample: 0.01 }} }} }}"));

    [Fact]
    public void TracesThatGoNowhere_AreFound() => RuleAssert.Fires("otlp-address", Reader.With("telemetry: { otlp: { traces: { sample: 0.01 } } }"), "telemetry.otlp.traces", Severity.Warning);
}
