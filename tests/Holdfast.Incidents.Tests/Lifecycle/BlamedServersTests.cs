using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Lifecycle;

public sealed class BlamedServersTests
{
    [Fact]
    public void ServersOfTheEvidence_AreKeptWithThoseThatRefuse()
    {
        Dictionary<string, string> data = [];
        BlamedServers.Write(DeadServers.Cause(1000, refuse: true, "web-2", "127.0.61.3:18003"), data);
        data["blamed"].ShouldBe("web-2\n127.0.61.3:18003");
        data["refusing"].ShouldBe("web-2\n127.0.61.3:18003");
    }

    [Fact]
    public void MoreServersThanAreNamed_AreNoServerOfThatName()
    {
        RankedCause cause = DeadServers.Cause(1000, refuse: false, "a", "b");
        EvidenceItem many = cause.For[0].Item with { Beside = "b, c, d, e and 3 more" };
        Dictionary<string, string> data = [];
        BlamedServers.Write(cause with { For = [new WeighedItem(many, 20)] }, data);
        data["blamed"].Split('\n').ShouldBe(["a", "b", "c", "d", "e"]);
        data["blamedMore"].ShouldBe("3");
        data.ShouldNotContainKey("refusing");
    }

    /// <summary>The names are read from the sentence that the diagnosis says.</summary>
    [Theory]
    [InlineData("web-2")]
    [InlineData("web-2", "web-3")]
    [InlineData("app.internal:80/10.0.0.1:80", "app.internal:80/10.0.0.2:80")]
    public void ServersThatRefuse_AreReadFromTheWordsOfTheDiagnosis(params string[] names)
    {
        FakeSeries series = new() { NewestSecond = Bench.Start + 30 };
        foreach (string name in names)
        {
            series.Set(new SeriesSubject(SubjectKind.Server, $"shop/{name}"), Signal.FailedRefused, second => second >= Bench.Start ? 20 : 0);
        }

        List<EvidenceItem> items = [];
        new ConnectTrouble().Collect(new Situation(series, new ChangeLog(new VirtualClock(DateTimeOffset.FromUnixTimeSeconds(Bench.Start))), Bench.Start, Bench.Start + 5, Bench.Pool), items);
        RankedCause cause = DeadServers.Cause(Bench.Start, refuse: false, names);
        Dictionary<string, string> data = [];
        BlamedServers.Write(cause with { For = [.. cause.For, new WeighedItem(items.Single(item => item.Sign == Sign.ConnectionsRefused), 12)] }, data);
        data["refusing"].Split('\n').Order(StringComparer.Ordinal).ShouldBe(names);
    }

    [Fact]
    public void CauseOfAllServers_OrOfNone_BlamesNone()
    {
        RankedCause cause = DeadServers.Cause(1000, refuse: true, "a");
        EvidenceItem all = cause.For[0].Item with { Sign = Sign.AllServersDown, Subject = Bench.Pool };
        Dictionary<string, string> data = [];
        BlamedServers.Write(cause with { For = [.. cause.For, new WeighedItem(all, 20)] }, data);
        BlamedServers.Write(new RankedCause(CauseClass.Surge, "surge", 30, 0.99, "more clients than usual ask", [], [], null), data);
        data.ShouldBeEmpty();
    }

    [Fact]
    public void ServerThatWasBackBeforeItWasBlamed_IsNotBackSince()
    {
        using Bench bench = new();
        bench.Run(100);
        DeadServers.Out(bench, "web-1");
        bench.Run(5);
        DeadServers.Back(bench, "web-1");
        bench.Break(1000, 0.6);
        bench.Run(3);
        bench.Declare();
        bench.FindCause(DeadServers.Cause(bench.Second, refuse: false, "web-1"), DeadServers.Offered("web-1"));
        bench.Run(2);
        Only(bench).ShouldBe(new BlamedServer("web-1", false, false, false, null));
        DeadServers.Out(bench, "web-1");
        bench.Run(2);
        Only(bench).IsOut.ShouldBeTrue();
        DeadServers.Back(bench, "web-1");
        bench.Run(2);
        (Only(bench).IsOut, Only(bench).BackSince is not null).ShouldBe((false, true));
    }

    private static BlamedServer Only(Bench bench) => BlamedServers.Of(bench.Only, bench.Only.Of(Timeline.EntryKind.CauseFound).Last()).ShouldHaveSingleItem();
}
