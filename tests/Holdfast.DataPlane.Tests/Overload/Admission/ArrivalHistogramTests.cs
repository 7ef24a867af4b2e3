using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Overload.Admission;

public sealed class ArrivalHistogramTests
{
    private const long Tick = 100_000_000;

    [Fact]
    public void Cut_AdmitsTheMostImportantShare()
    {
        var histogram = new ArrivalHistogram();
        histogram.Add(Arrivals((10, 30), (200, 60), (500, 10)), Tick);
        histogram.Cut(1).AdmitsAll.ShouldBeTrue();
        histogram.Cut(0.3).Key.ShouldBe(200);
        histogram.Cut(0.3).Share.ShouldBe(0, 0.001);
        histogram.Cut(0.6).Share.ShouldBe(0.5, 0.001);
        histogram.Cut(0.95).Key.ShouldBe(500);
        histogram.ShareOf(RequestClass.Default).ShouldBe(0.6, 0.001);
    }

    [Fact]
    public void NothingArrived_AdmitsAll() => new ArrivalHistogram().Cut(0.1).AdmitsAll.ShouldBeTrue();

    [Fact]
    public void OldArrivals_FadeWithinSeconds()
    {
        var histogram = new ArrivalHistogram();
        histogram.Add(Arrivals((500, 1000)), Tick);
        for (int tick = 0; tick < 60; tick++)
        {
            histogram.Add(Arrivals((10, 100)), Tick);
        }

        histogram.ShareOf(RequestClass.Bulk).ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Restart_ForgetsWhatCameUnderOtherKeys()
    {
        var histogram = new ArrivalHistogram();
        histogram.Add(Arrivals((130, 1000), (140, 500)), Tick);
        histogram.Restart();
        histogram.Add(Arrivals((130, 50), (200, 100)), Tick);
        histogram.Cut(1 / 3.0).Key.ShouldBe(200);
        histogram.Add(Arrivals((130, 50), (200, 100)), Tick);
        histogram.Cut(0.2).Share.ShouldBe(0.6, 0.001, "from there on it remembers again");
    }

    private static long[] Arrivals(params (int Key, long Count)[] counts)
    {
        long[] arrivals = new long[AdmissionKey.Count];
        foreach ((int key, long count) in counts)
        {
            arrivals[key] = count;
        }

        return arrivals;
    }
}
