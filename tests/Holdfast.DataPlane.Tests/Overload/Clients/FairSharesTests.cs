namespace Holdfast.DataPlane.Tests.Overload.Clients;

public sealed class FairSharesTests
{
    [Fact]
    public void ClientWithinItsShare_IsInOneCohortForAnHour()
    {
        int[] cohorts = [.. Enumerable.Range(0, 64_000).Select(client => FairShares.None.CohortOf((ulong)client, hour: 5))];
        cohorts.ShouldAllBe(cohort => cohort >= 0 && cohort < 64);
        cohorts.GroupBy(cohort => cohort).ShouldAllBe(group => group.Count() > 800 && group.Count() < 1_200);
        FairShares.None.CohortOf(3, hour: 5).ShouldBe(cohorts[3]);
        Enumerable.Range(0, 100).Count(client => FairShares.None.CohortOf((ulong)client, hour: 6) == cohorts[client]).ShouldBeLessThan(10);
    }

    [Fact]
    public void ManyMarkedClients_AreFoundAndNobodyElse()
    {
        var marked = Enumerable.Range(0, 500).Select(client => (Client: (ulong)client * 1_024, Cohort: 64 + (client % 64), IsOverCap: client % 2 == 0)).ToList();
        marked[0] = (1, 64, true);
        FairShares shares = FairShares.Of(marked, cap: 5, top: []);
        foreach ((ulong client, int cohort, bool isOverCap) in marked)
        {
            shares.IsOverShare(client).ShouldBeTrue();
            shares.CohortOf(client, 1).ShouldBe(cohort);
            shares.IsOverCap(client, 0).ShouldBe(isOverCap);
            shares.IsOverCap(client, 5).ShouldBeTrue();
        }

        shares.IsOverShare(0).ShouldBeTrue("0 and 1 are one client to the table of usage");
        shares.IsOverShare(1_023).ShouldBeFalse();
        shares.IsOverCap(1_023, 100).ShouldBeFalse();
    }
}
