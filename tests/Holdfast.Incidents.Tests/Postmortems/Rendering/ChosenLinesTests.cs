using Holdfast.Incidents.Postmortems.Rendering;

namespace Holdfast.Incidents.Tests.Postmortems.Rendering;

public class ChosenLinesTests
{
    [Fact]
    public void AsManyAsThereIsRoomFor_AreAllDrawn() =>
        ChosenLines.Of([.. Enumerable.Range(0, 12).Select(index => ($"s{index:00}", new[] { 0.1, 0.1 }))], 12).Count.ShouldBe(12);

    [Fact]
    public void OfVeryMany_TheHottestAreDrawn_AndTheOthersAsOne()
    {
        (string, double[])[] all = [.. Enumerable.Range(0, 40).Select(index => ($"s{index:00}", index is 33 ? [0.01, 0.9] : new[] { index * 0.001, double.NaN }))];
        IReadOnlyList<(string Name, double[] Values)> shown = ChosenLines.Of(all, 12);
        shown.Select(line => line.Name).ShouldBe(["s29", "s30", "s31", "s32", "s33", "s34", "s35", "s36", "s37", "s38", "s39", "29 others"]);
        shown[^1].Values[0].ShouldBe(Enumerable.Range(0, 29).Sum(index => index * 0.001), 1e-9);
        shown[^1].Values[1].ShouldBe(double.NaN, "nobody saw anything of them then");
    }

    [Fact]
    public void WhoWasNeverSeen_IsNoLine() => ChosenLines.Of([("a", [double.NaN]), ("b", [1])], 12).ShouldHaveSingleItem().Name.ShouldBe("b");

    [Fact]
    public void LegendOfMany_HasRows_AndThePictureIsHighEnoughForThem()
    {
        ChartLine[] lines = [.. Enumerable.Range(0, 12).Select(index => new ChartLine($"s{index:00}", "#123456", [1, 2]))];
        string svg = SvgChart.Write("Shares", "", DateTimeOffset.UnixEpoch, 1, lines, []);
        svg.ShouldContain("viewBox=\"0 0 720 272\"");
        svg.ShouldContain("y=\"264\">s11<");
        SvgChart.Write("Shares", "", DateTimeOffset.UnixEpoch, 1, lines[..4], []).ShouldContain("viewBox=\"0 0 720 240\"");
    }
}
