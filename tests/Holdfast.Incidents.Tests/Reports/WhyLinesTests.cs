using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Tests.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Reports;

public sealed class WhyLinesTests : IDisposable
{
    private readonly Bench bench = new();

    public WhyLinesTests()
    {
        bench.Run(100);
        bench.Break(1000, 0.6);
        bench.Run(3);
        bench.Declare();
        bench.Run(2);
    }

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhatSpeaksMostForIt_IsTold(bool isNow)
    {
        bench.FindCause(DeadServers.Cause(bench.Second, refuse: true, "web-2", "web-3"), DeadServers.Offered("web-2"));
        bench.Run(2);
        Why(isNow).ShouldContain("What shows it: 2 of 5 servers of pool shop suffer alone: web-2, web-3 (it turns everybody away at once); web-2, web-3 refuse connections at once.");
    }

    [Fact]
    public void EvidenceThatTheClaimRepeats_IsNotToldTwice() =>
        CauseStatementReports.Strongest(["all 4 servers are out", "a refuses connections at once", "more"], "all 4 servers are out, and nobody is answered").ShouldBe(["a refuses connections at once", "more"]);

    [Fact]
    public void ClientThatAsksForTooMuch_IsNamed()
    {
        Mitigation[] offered = [new Mitigation("See who it is", "holdfast top"), new Mitigation("Bound the client that asks for most", "holdfast throttle 127.0.76.9 10/s --for 10m")];
        bench.FindCause(new RankedCause(CauseClass.OneClient, "one-client", 30, 0.99, "a few clients send most of what is new", [], [], null), offered);
        bench.Run(2);
        Why(isNow: false).ShouldContain("The client that asks for most: 127.0.76.9.");
    }

    [Fact]
    public void WhatWasStatedBefore_IsShownInThePast()
    {
        FindClient();
        Why(isNow: true).ShouldContain("What shows it: 127.0.76.9 sends 90 % of what is new.");
        Why(isNow: true).ShouldContain("The client that asks for most: 127.0.76.9.");
        bench.Doubt("surge", CauseClass.Surge);
        bench.Run(2);
        Why(isNow: true).ShouldContain(line => line.StartsWith("Stated before: one-client", StringComparison.Ordinal));
        Past(isNow: true);
    }

    [Fact]
    public void WhatWasTheCauseOfAnEarlierOutage_OrOfOneThatIsOver_IsShownInThePast()
    {
        FindClient();
        bench.Run(1000);
        bench.Clear();
        bench.Run(60);
        Past(isNow: false);
        bench.Break(600, 0.6);
        bench.Run(3);
        bench.Declare(number: 2);
        bench.Run(5);
        Why(isNow: true).ShouldContain(line => line.StartsWith("Outage 1 was one-client", StringComparison.Ordinal));
        Past(isNow: true);
    }

    [Fact]
    public void OtherCauses_NameNoClient()
    {
        bench.FindCause();
        bench.Run(2);
        Why(isNow: false).ShouldNotContain(line => line.StartsWith("The client", StringComparison.Ordinal));
    }

    /// <summary>As it was sent: "monitoring-load ... (97 % sure)", and below it "Not monitoring-load: nothing speaks for it."</summary>
    [Fact]
    public void WhatWasRuledOutAtFirst_AndTurnedOutToBeIt_IsNotToldAsRuledOut()
    {
        bench.Book.Add(1, new NewEntry(EntryKind.HypothesisRejected, bench.Clock.UtcNow, "diagnosis", "pool-exhaustion was ruled out: nothing speaks for it") { Data = new() { ["key"] = "rejected:1:pool-exhaustion", ["name"] = "pool-exhaustion", ["opened"] = "yes" } });
        RuledOut().ShouldContain("Not pool-exhaustion: nothing speaks for it.");
        bench.FindCause();
        bench.Run(2);
        RuledOut().ShouldNotContain(line => line.Contains("pool-exhaustion", StringComparison.Ordinal));
        RuledOut().ShouldContain("Not network: connections are opened as quickly as usual.");
    }

    [Theory]
    [InlineData("0 s before: configuration revision 2 from wrong.yaml (gateway)", "Set off in the same second by: configuration revision 2 from wrong.yaml (gateway).")]
    [InlineData("12 s before: first attempts rose from 100 to 400/s", "Set off 12 s before by: first attempts rose from 100 to 400/s.")]
    [InlineData("limits.connections was lowered", "Set off by: limits.connections was lowered.")]
    public void WhatSetItOff_IsASentence(string trigger, string said)
    {
        bench.FindCause(trigger);
        bench.Run(2);
        Why(isNow: false).ShouldContain(said);
    }

    [Fact]
    public void ServerThatIsBack_IsToldBesideTheCauseThatBlamesIt()
    {
        DeadServers.Out(bench, "web-2");
        bench.FindCause(DeadServers.Cause(bench.Second, refuse: true, "web-2"), DeadServers.Offered("web-2"));
        bench.Run(2);
        Why(isNow: false).ShouldNotContain(line => line.Contains("in use again", StringComparison.Ordinal));
        DeadServers.Back(bench, "web-2");
        bench.Run(2);
        Why(isNow: false).ShouldContain(line => line.StartsWith("web-2 is in use again since ", StringComparison.Ordinal));
        DeadServers.Out(bench, "web-2");
        bench.Run(2);
        Why(isNow: false).ShouldNotContain(line => line.Contains("in use again", StringComparison.Ordinal));
    }

    [Fact]
    public void ServersThatCameBackTogether_AreToldTogether()
    {
        DeadServers.Out(bench, "web-2", "web-3");
        bench.FindCause(DeadServers.Cause(bench.Second, refuse: true, "web-2", "web-3"), DeadServers.Offered("web-2"));
        bench.Run(2);
        DeadServers.Back(bench, "web-2", "web-3");
        bench.Run(2);
        Why(isNow: false).ShouldContain(line => line.StartsWith("web-2, web-3 are in use again since ", StringComparison.Ordinal));
    }

    private void FindClient()
    {
        Mitigation[] offered = [new Mitigation("Bound the client that asks for most", "holdfast throttle 127.0.76.9 10/s --for 10m")];
        EvidenceItem few = new(Sign.FewClientsDominate, SignalFamily.Distribution, Bench.Pool, "clients", bench.Second - 5, bench.Second, 0.9, 0.1, 1, bench.Second - 5, "127.0.76.9 sends 90 % of what is new");
        bench.FindCause(new RankedCause(CauseClass.OneClient, "one-client", 30, 0.99, "a few clients ask for nearly all", [new WeighedItem(few, 20)], [], null), offered);
        bench.Run(2);
    }

    private void Past(bool isNow)
    {
        Why(isNow).ShouldContain("What showed it: 127.0.76.9 sends 90 % of what is new.");
        Why(isNow).ShouldContain("The client that asked for most: 127.0.76.9.");
        Why(isNow).ShouldNotContain(line => line.StartsWith("What shows", StringComparison.Ordinal) || line.Contains("asks for most", StringComparison.Ordinal));
    }

    private List<string> Why(bool isNow) => WhyLines.Stated(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true, seen: isNow ? bench.Desk.SeenOf(bench.Only) : null));

    private List<string> RuledOut() => [.. WhyLines.RuledOut(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true))];
}
