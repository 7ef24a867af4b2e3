using Holdfast.Telemetry.Series;

namespace Holdfast.Telemetry.Tests.Series;

public class SignalTableTests
{
    [Fact]
    public void EverySignal_HasARowAtItsPlace() =>
        SignalTable.Rows.Select(row => row.Signal).ShouldBe(Enum.GetValues<Signal>());

    [Theory]
    [MemberData(nameof(Signals))]
    public void Row_SaysWhatTheSignalMeans(Signal signal)
    {
        SignalRow row = SignalTable.Row(signal);
        row.Unit.ShouldNotBeNullOrWhiteSpace();
        row.Subjects.ShouldNotBeEmpty();
        row.Subjects.ShouldBeUnique();
        row.Text.ShouldEndWith(".");
        row.Text.Length.ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData("gateway", SubjectKind.Gateway, "")]
    [InlineData("pool:shop", SubjectKind.Pool, "shop")]
    [InlineData("server:shop/10.0.0.1:80", SubjectKind.Server, "shop/10.0.0.1:80")]
    [InlineData("route:shop.example/checkout/*", SubjectKind.Route, "shop.example/checkout/*")]
    [InlineData("class:shop/best-effort", SubjectKind.Class, "shop/best-effort")]
    [InlineData("client:2001:db8::1", SubjectKind.Client, "2001:db8::1")]
    public void Subject_IsReadAsItIsWritten(string text, SubjectKind kind, string name)
    {
        SeriesWords.TryParseSubject(text).ShouldBe(new SeriesSubject(kind, name));
        new SeriesSubject(kind, name).ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pool")]
    [InlineData("pool:")]
    [InlineData("gateway:x")]
    [InlineData("backend:x")]
    public void NoSubject_IsNotRead(string text) => SeriesWords.TryParseSubject(text).ShouldBeNull();

    [Fact]
    public void SignalName_IsReadAsItIsWritten()
    {
        SeriesWords.TryParseSignal("first-byte-p99").ShouldBe(Signal.FirstByteP99);
        SeriesWords.TryParseSignal("gc-pause-seconds").ShouldBe(Signal.GcPauseSeconds);
        SeriesWords.TryParseSignal("good!").ShouldBeNull();
    }

    public static TheoryData<Signal> Signals() => [.. Enum.GetValues<Signal>()];
}
