using Holdfast.Incidents.Reports;

namespace Holdfast.Incidents.Tests.Reports;

public sealed class EscalationReportsTests
{
    [Fact]
    public void Silences_ThatAreNotOver_AreTold_AndWhetherTheyAreInForce()
    {
        // The bench begins at 17:46:40 UTC on 17 March 2030.
        using EscalationBench bench = new(EscalationBench.Policy + """

            silences:
              - { from: 2030-03-17T20:00:00Z, to: 2030-03-17T21:00:00Z, why: new disks }
              - { from: 2030-03-17T17:00:00Z, to: 2030-03-17T18:00:00Z, why: kernel update, pool: shop }
              - { from: 2030-03-16T17:00:00Z, to: 2030-03-16T18:00:00Z, why: yesterday }
            """);
        IReadOnlyList<SilenceReport> silences = EscalationReports.Of(bench.Desk).Silences;
        silences.Select(one => (one.Why, one.Pool, one.IsInForce)).ShouldBe([("kernel update", "shop", true), ("new disks", null, false)]);
        bench.Bench.Run(20 * 60);
        EscalationReports.Of(bench.Desk).Silences.ShouldHaveSingleItem().Why.ShouldBe("new disks");
    }
}
