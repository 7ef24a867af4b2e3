using Holdfast.Diagnosis;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Lifecycle;

public sealed class LikelyCauseTests : IDisposable
{
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void WhatIsHeldAndNotStated_IsRecordedWhenItBegins_AndWhenItEnds()
    {
        Declared();
        bench.Doubt("sick-server", CauseClass.SickServer);
        bench.Run(5);
        bench.Undecided();
        bench.Run(5);
        bench.Only.Of(EntryKind.CauseLikely).Select(entry => (entry.Get("name"), entry.Get("held"))).ShouldBe([("sick-server", "yes"), ("sick-server", "no")]);
        bench.Only.Of(EntryKind.CauseLikely).First().Text.ShouldBe("nearly all speaks for sick-server (93 %), and it is not stated: it is sick-server");
    }

    [Fact]
    public void WhatWasHeldForMostOfTheHarm_IsTheLikelyCause_InPagesToo()
    {
        Declared();
        bench.Doubt("sick-server", CauseClass.SickServer);
        bench.Run(70);
        bench.Clear();
        bench.Run(1);
        LikelyCause likely = bench.Only.Likely.ShouldNotBeNull();
        likely.Name.ShouldBe("sick-server");
        likely.Held.TotalSeconds.ShouldBeInRange(50, 56);
        likely.Hurt.TotalSeconds.ShouldBe(60);
        WhyLines.Stated(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true))[0].ShouldStartWith("Most likely sick-server: it is sick-server (held at 93 % for ");
    }

    [Fact]
    public void WhatWasHeldForAMoment_IsNot()
    {
        Declared();
        bench.Doubt("sick-server", CauseClass.SickServer);
        bench.Run(5);
        bench.Undecided();
        bench.Run(65);
        bench.Clear();
        bench.Run(1);
        bench.Only.Likely.ShouldBeNull();
        WhyLines.Stated(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true))[0].ShouldBe("The cause is not known.");
    }

    [Fact]
    public void CauseThatIsStated_Counts_WhateverWasHeldBefore()
    {
        Declared();
        bench.Doubt("sick-server", CauseClass.SickServer);
        bench.Run(40);
        bench.FindCause("pool-exhaustion", CauseClass.PoolExhaustion);
        bench.Run(20);
        bench.Doubt("sick-server", CauseClass.SickServer);
        bench.Run(10);
        bench.Only.Of(EntryKind.CauseLikely).ShouldHaveSingleItem();
        bench.Only.Likely.ShouldBeNull();
    }

    [Fact]
    public void WhatComesAndGoes_IsWrittenSoOftenAndNoMore()
    {
        Declared();
        for (int turn = 0; turn < 12; turn++)
        {
            bench.Doubt("sick-server", CauseClass.SickServer);
            bench.Run(1);
            bench.Undecided();
            bench.Run(1);
        }

        bench.Only.Of(EntryKind.CauseLikely).Count().ShouldBe(8);
    }

    private void Declared()
    {
        bench.Run(100);
        bench.Break(60, 0.6);
        bench.Run(3);
        bench.Suspect();
        bench.Run(2);
        bench.Declare(onsetAgo: 4);
        bench.Run(1);
    }
}
