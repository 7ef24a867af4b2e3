using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class BusyFewTests
{
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(3, 0.14)]
    [InlineData(5, 0.1)]
    public void FewAmongManyWhoAreAlike_AreCounted(int few, double each)
    {
        const double Clients = 240;
        double rest = 1 - (few * each);
        double evenness = (-(few * each * Math.Log2(each)) - (rest * Math.Log2(rest / (Clients - few)))) / Math.Log2(Clients);
        (int count, double share) = BusyFew.Of(Clients, each, evenness);
        count.ShouldBe(few);
        share.ShouldBe(few * each, 1e-9);
    }

    [Fact]
    public void OneSendsNearlyAll_LeavesNearlyNothing() => BusyFew.Of(60, 0.97, 0.05).Share.ShouldBe(0.97, 0.01);

    [Theory]
    [InlineData(20, 0.07, 300, false, "twenty that are alike")]
    [InlineData(20, 0.13, 45, false, "six of forty-five are chance when each sends two")]
    [InlineData(20, 0.4, 300, true, "as much as eight of them")]
    [InlineData(120, 0.15, 400, true, "one of four bots among a hundred people")]
    public void BusiestClient_StandsOutWhenItSendsSeveralTimesAsMuchAsOthers(double clients, double top, double requests, bool standsOut, string why) =>
        BusyFew.StandsOut(clients, top, requests).ShouldBe(standsOut, why);
}
