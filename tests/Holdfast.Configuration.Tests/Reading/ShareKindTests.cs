namespace Holdfast.Configuration.Tests.Reading;

public sealed class ShareKindTests
{
    [Theory]
    [InlineData("0.001", 0.001)]
    [InlineData("1", 1)]
    [InlineData("0", 0)]
    public void Share_IsRead(string written, double share) =>
        Reader.Read(Reader.With($"telemetry: {{ otlp: {{ address: \"http://127.0.0.1:4318\", traces: {{ sample: {written} }} }} }}")).Config!.Telemetry.Otlp.Traces.Sample.ShouldBe(share);

    [Theory]
    [InlineData("1.5")]
    [InlineData("10%")]
    [InlineData("-1")]
    [InlineData("some")]
    public void WhatIsNone_IsRefused(string written) =>
        Reader.Read(Reader.With($"telemetry: {{ otlp: {{ address: \"http://127.0.0.1:4318\", traces: {{ sample: \"{written}\" }} }} }}")).IsValid.ShouldBeFalse();

    [Fact]
    public void HeadersOfTheExport_AreNeverShown()
    {
        ConfigReadResult read = Reader.Read(Reader.With("telemetry: { otlp: { address: \"http://127.0.0.1:4318\", headers: { X-Scope: hidden-value } } }"));
        read.IsValid.ShouldBeTrue();
        string written = ConfigWriter.Write(read.Config!);
        written.ShouldNotContain("hidden-value");
        written.ShouldContain("headers: {}  # not shown");
        Reader.Read(written).IsValid.ShouldBeTrue();
    }
}
