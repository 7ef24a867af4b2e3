using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.Cli.Tests.Hosting;

public class EarlySuspicionTests
{
    private readonly VirtualClock clock = new();
    private readonly MetricCatalog catalog;
    private readonly PoolCounters worker;
    private readonly EarlySuspicion early;

    public EarlySuspicionTests()
    {
        catalog = new MetricCatalog(new MetricLabels(["good"], [], []) { Classes = ["critical", "default"] }, clock);
        worker = catalog.Pool("shop", 0);
        early = new EarlySuspicion(catalog, clock);
        for (int tenth = 0; tenth < 100; tenth++)
        {
            Pass(30).ShouldBeNull();
        }
    }

    [Fact]
    public void Surge_IsShownAsSuspected_AndToldOnce()
    {
        early.Shown.ShouldBeNull();
        string?[] told = [.. Enumerable.Range(0, 8).Select(_ => Pass(90))];
        told.Where(static text => text is not null).ShouldHaveSingleItem().ShouldBe("900 requests/s are offered to the gateway and more each moment; it was 300 requests/s before");
        early.Shown.ShouldNotBeNull().State.ShouldBe(DetectionState.Suspected);
        early.Shown.Anomalies.ShouldHaveSingleItem().Detector.ShouldBe("surge-build-up");
        // It is no trouble with a number yet: nothing is opened.
        early.Shown.Number.ShouldBe(0);
    }

    [Fact]
    public void SurgeThatTheWatchHasSeen_IsItsBusiness()
    {
        Pass(90);
        Pass(90);
        early.Shown.ShouldNotBeNull();
        Pass(90, DetectionState.Suspected).ShouldBeNull();
        early.Shown.ShouldBeNull();
    }

    [Fact]
    public void RiseThatEndsAtOnce_IsForgottenAfterThreeSeconds()
    {
        Pass(90);
        Pass(90);
        early.Shown.ShouldNotBeNull();
        for (int tenth = 0; tenth < 29; tenth++)
        {
            Pass(30).ShouldBeNull();
            early.Shown.ShouldNotBeNull();
        }

        Pass(30);
        Pass(30);
        early.Shown.ShouldBeNull();
    }

    private string? Pass(int requests, DetectionState watched = DetectionState.Normal)
    {
        clock.Advance(EarlySuspicion.Pause);
        for (int request = 0; request < requests; request++)
        {
            worker.Arrive(request % 2, isRetry: false, client: 1, path: 1);
        }

        return early.Look(CauseFinding.Calm(clock.UtcNow.ToUnixTimeSeconds()) with { State = watched });
    }
}
