namespace Holdfast.Drills;

public sealed class MeasuredPointsTextTests
{
    [Theory]
    [InlineData("1,90\n2,175.5\n")]
    [InlineData("concurrency,throughput\n1,90\n2,175.5")]
    [InlineData("# of Tuesday\r\nThroughput;p99;Concurrency\r\n90;3;1\r\n\r\n175.5;4;2\r\n")]
    [InlineData("\uFEFF\"concurrency\"\t\"throughput\"\n1\t9e1\n2\t175.5\n")]
    public void Lines_ArePoints(string text)
    {
        var (points, findings) = MeasuredPointsText.Read(text, "points.csv");
        findings.ShouldBeEmpty();
        points.ShouldBe([new MeasuredPoint(1, 90), new MeasuredPoint(2, 175.5)]);
    }

    [Fact]
    public void WrongLines_AreAllNamed()
    {
        var (points, findings) = MeasuredPointsText.Read("concurrency,throughput\n1,90\ntwo,170\n4\n8,-3\n16,1000\n0,5\n", "points.csv");
        points.Count.ShouldBe(2);
        findings.ShouldBe(
        [
            "points.csv:3: 'two' is not a concurrency. Write a number above 0, the requests in service at once",
            "points.csv:4: there is only '4'. Write a concurrency and a throughput, as 16,1020.5",
            "points.csv:5: '-3' is not a throughput. Write a number above 0, the answers per second",
            "points.csv:7: '0' is not a concurrency. Write a number above 0, the requests in service at once",
        ]);
    }

    [Fact]
    public void HeadingWithoutTheColumns_IsNamed() =>
        MeasuredPointsText.Read("users,rps\n1,2\n", "points.csv").Findings.ShouldHaveSingleItem().ShouldStartWith("points.csv:1: the heading has no columns");
}
