namespace Holdfast.Drills;

public class LoadResultPointsTests
{
    private const string Name = "level-1.json";

    [Theory]
    [InlineData("""{"concurrency": 16, "throughput": 1020.5}""")]
    [InlineData("""{"clientLimited": false, "achievedPerSecond": 1020.5, "total": {"serviceMilliseconds": {"mean": 15.678588}}}""")]
    public void Result_IsAPoint(string json)
    {
        var (points, findings) = Read(json);
        findings.ShouldBeEmpty();
        points.ShouldHaveSingleItem().Throughput.ShouldBe(1020.5);
        points[0].Concurrency.ShouldBe(16, 1e-3);
    }

    [Theory]
    [InlineData("""{"clientLimited": true, "achievedPerSecond": 9, "total": {"serviceMilliseconds": {"mean": 1}}}""", ": the generator was the limit")]
    [InlineData("""{"achievedPerSecond": 9}""", ": has neither concurrency and throughput nor")]
    [InlineData("""[1, 2]""", ": has neither concurrency and throughput nor")]
    [InlineData("""{"concurrency": 16, "throughput": 0}""", ": shows no answered requests")]
    [InlineData("{\n\"concurrency\" 16", ":2: is not JSON")]
    public void WhatIsNone_IsNamedWithItsFile(string json, string expected) => Read(json).Findings.ShouldHaveSingleItem().ShouldStartWith(Name + expected);

    private static (IReadOnlyList<MeasuredPoint> Points, IReadOnlyList<string> Findings) Read(string json) => LoadResultPoints.Read([Name], path => path == Name ? json : "");
}
