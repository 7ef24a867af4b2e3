using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class FullServersTests
{
    [Fact]
    public void TheSameNumberAtEach_IsASetting()
    {
        EvidenceItem item = new FullServers().Ask(Hanging()).ShouldHaveSingleItem();
        (item.Sign, item.Quality, item.Value).ShouldBe((Sign.ServersTakeNoMore, 1, 40));
        item.Text.ShouldStartWith("40 connections stay open at each of ");
        item.Text.ShouldEndWith(", 10 before, and every new one hangs");
    }

    [Fact]
    public void DifferentNumbers_MayBeChance() =>
        new FullServers().Ask(Different(Hanging())).ShouldHaveSingleItem().Quality.ShouldBeLessThan(1);

    [Fact]
    public void OneOfFour_IsItsOwnTrouble() =>
        new FullServers().Ask(MadeOutage.Everyday().OnServers(Signal.Connections, _ => 10).Becomes(MadeSeries.Server(2), Signal.Connections, 10, 40).Becomes(MadeSeries.Server(2), Signal.FailedConnectTimeout, 0, 5)).ShouldBeEmpty();

    [Fact]
    public void ServerThatIsAskedNowAndThenAndFillsUpEachTime_IsNoLineThatLosesPackets()
    {
        MadeSeries series = Hanging().Set(MadeSeries.Server(4), Signal.Connections, second => second < MadeOutage.Onset ? 10 : second % 10 == 0 ? 211 : 0)
            .Becomes(MadeSeries.Server(4), Signal.FailedConnectTimeout, 0, 20);
        new ConnectTrouble().Ask(series).ShouldNotContain(item => item.Sign == Sign.ConnectsFail);
        new ConnectTrouble().Ask(series.OnServers(Signal.Connections, _ => 10)).ShouldContain(item => item.Sign == Sign.ConnectsFail);
    }

    /// <summary>As recorded in an outage: idle connections hold every place, so that nobody is answered and no probe comes through.</summary>
    internal static MadeSeries Hanging() => ConnectionBoundTests.Held(40).ServersBecome(Signal.Healthy, 1, 0).ServersBecome(Signal.ProbeFailures, 0, 1);

    private static MadeSeries Different(MadeSeries series)
    {
        for (int server = 2; server <= 4; server++)
        {
            series.Becomes(MadeSeries.Server(server), Signal.Connections, 10, 40 - (5 * server));
        }

        return series;
    }
}
