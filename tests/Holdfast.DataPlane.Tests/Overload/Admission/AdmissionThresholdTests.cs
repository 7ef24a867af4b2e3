using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Admission;

public sealed class AdmissionThresholdTests
{
    [Theory]
    [InlineData(512, 0, 1, 1, 1, 1)]
    [InlineData(128, 0, 1, 0, 0, 0)]
    [InlineData(160, 0, 1, 0.5, 0, 0)]
    [InlineData(192, 0, 1, 1, 0, 0)]
    [InlineData(0, 0.5, 0.0078, 0, 0, 0)]
    public void ShareOfAClass_IsThatOfItsClientsWithinTheirFairShare(int key, double share, double critical, double usual, double bestEffort, double bulk)
    {
        AdmissionThreshold threshold = AdmissionThreshold.Of(key, share);
        double[] shares = [.. Enumerable.Range(0, 4).Select(index => Math.Round(threshold.ShareOf((RequestClass)index), 4))];
        shares.ShouldBe([critical, usual, bestEffort, bulk]);
    }

    [Fact]
    public void All_AdmitsTheLeastImportant()
    {
        AdmissionThreshold.All.AdmitsAll.ShouldBeTrue();
        AdmissionThreshold.All.Admits(AdmissionKey.Count - 1, ulong.MaxValue).ShouldBeTrue();
    }

    [Fact]
    public void Boundary_SplitsKeysAndItsOwnByShare()
    {
        var random = new SeededRandom(1);
        AdmissionThreshold threshold = AdmissionThreshold.Of(200, 0.25);
        int admitted = 0;
        for (int i = 0; i < 100_000; i++)
        {
            threshold.Admits(199, random.NextUInt64()).ShouldBeTrue();
            threshold.Admits(201, random.NextUInt64()).ShouldBeFalse();
            admitted += threshold.Admits(200, random.NextUInt64()) ? 1 : 0;
        }

        admitted.ShouldBeInRange(24_000, 26_000);
        threshold.Key.ShouldBe(200);
        threshold.Share.ShouldBe(0.25, 0.0001);
    }

    [Theory]
    [InlineData(0.01, 1.0 / 128)]
    [InlineData(0.5, 0.5)]
    [InlineData(3, 1)]
    [InlineData(0, 0)]
    public void Trickle_LetsAPowerOfTwoOfTheClassThroughAndOfNoOther(double share, double expected)
    {
        var random = new SeededRandom(2);
        AdmissionThreshold threshold = AdmissionThreshold.Of(100, 0).WithTrickle(RequestClass.Bulk, share);
        int bulk = 0;
        for (int i = 0; i < 200_000; i++)
        {
            bulk += threshold.Admits(AdmissionKey.Of(RequestClass.Bulk, 5), random.NextUInt64()) ? 1 : 0;
            threshold.Admits(AdmissionKey.Of(RequestClass.BestEffort, 5), random.NextUInt64()).ShouldBeFalse();
        }

        (bulk / 200_000.0).ShouldBe(expected, 0.002);
    }

    [Fact]
    public void Lowered_KeepsTheTrickleAndNeverRises()
    {
        AdmissionThreshold threshold = AdmissionThreshold.Of(300, 0.5).WithTrickle(RequestClass.Bulk, 1);
        threshold.LoweredTo(150).Key.ShouldBe(150);
        threshold.LoweredTo(150).Admits(511, 77).ShouldBeTrue();
        threshold.LoweredTo(400).ShouldBe(threshold);
    }

    [Fact]
    public void SparingFairClients_RefusesThoseOverTheirShareOnly()
    {
        AdmissionThreshold spared = AdmissionThreshold.Of(AdmissionKey.Of(RequestClass.Default, 20), 0.5).WithTrickle(RequestClass.Bulk, 1).SparingFairClients();
        spared.Key.ShouldBe(AdmissionKey.Of(RequestClass.Default, FairShares.OverShareCohort));
        spared.Admits(511, 77).ShouldBeTrue("the trickle stays");
        AdmissionThreshold among = AdmissionThreshold.Of(AdmissionKey.Of(RequestClass.Default, 100), 0.5);
        among.SparingFairClients().Key.ShouldBe(among.Key);
        AdmissionThreshold.All.SparingFairClients().AdmitsAll.ShouldBeTrue();
    }

    [Fact]
    public void Published_IsLoweredByAnOverflowAndSetByTheLoop()
    {
        var published = new PublishedThreshold();
        published.Value.AdmitsAll.ShouldBeTrue();
        published.Lower(130);
        published.Value.Key.ShouldBe(130);
        published.Lower(140);
        published.Value.Key.ShouldBe(130);
        published.Value = AdmissionThreshold.Of(500, 0);
        published.Value.Key.ShouldBe(500);
    }
}
