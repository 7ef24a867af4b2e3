using System.Globalization;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.DataPlane.Overload;

/// <summary>Tells when a route begins and ends to lose requests to its bulkhead. Control loop only. Next: <see cref="SheddingNotices"/>.</summary>
internal sealed class BulkheadWatch
{
    private readonly SheddingEpisode shedding = new();
    private readonly SheddingNotices told = new();
    private long shedBefore;

    /// <summary>After the bulkhead's own tick.</summary>
    public void Tick(string pool, Bulkhead bulkhead, long now, OverloadNotices notices)
    {
        long shedInAll = bulkhead.Control.Sheds();
        long shed = shedInAll - shedBefore;
        shedBefore = shedInAll;
        switch (shedding.Observe(shed, bulkhead.Control.ArrivalsPerSecond, now))
        {
            case SheddingStep.Began:
                told.Begin(Began(pool, bulkhead), notices);
                break;
            case SheddingStep.Ended:
                told.End(Ended(pool, bulkhead), notices);
                break;
            default:
                told.Tick(notices);
                break;
        }
    }

    /// <summary>A reload has taken the route, its share, or the pool's protection away: nobody looks any more.</summary>
    public void Leave(string pool, Bulkhead bulkhead, OverloadNotices notices) => told.Leave(Left(pool, bulkhead), notices);

    private OverloadNotice Began(string pool, Bulkhead bulkhead)
    {
        string offered = $"{Number(shedding.PeakOffered)}/s are offered";
        string held = $"{Number(100 * bulkhead.Share)} % of pool {pool}";
        return new(
            EventLevel.Warning,
            "bulkhead",
            $"route {bulkhead.Route} sheds requests: {offered}, it can be served {Number(bulkhead.Control.Capacity)}/s and is held to {held} while others want it",
            [("pool", pool), ("route", bulkhead.Route), ("offered", Number(shedding.PeakOffered)), ("capacity", Number(bulkhead.Control.Capacity))])
        {
            Step = new(Subject(bulkhead), $"the gateway began to hold the route to {held} and to refuse the rest: {offered}", ChangeLog.AdmitsAll, ProtectionStep.Refuses) { Pool = pool },
        };
    }

    private OverloadNotice Ended(string pool, Bulkhead bulkhead)
    {
        string seconds = Number(shedding.LengthNanoseconds / 1e9);
        return new(
            EventLevel.Information,
            "bulkhead",
            $"route {bulkhead.Route} of pool {pool} sheds no more: {Number(shedding.Shed)} requests were shed in {seconds} s",
            [("pool", pool), ("route", bulkhead.Route), ("shed", Number(shedding.Shed))])
        {
            Step = NoMore(pool, bulkhead, $"{Number(shedding.Shed)} requests were refused in {seconds} s"),
        };
    }

    private static OverloadNotice Left(string pool, Bulkhead bulkhead) => new(
        EventLevel.Information,
        "bulkhead",
        $"route {bulkhead.Route} of pool {pool} sheds no more: the new configuration holds it to no share",
        [("pool", pool), ("route", bulkhead.Route)])
    {
        Step = NoMore(pool, bulkhead, "the new configuration holds it to no share"),
    };

    private static ProtectionStep NoMore(string pool, Bulkhead bulkhead, string why) =>
        new(Subject(bulkhead), $"the gateway refuses nothing of the route any more: {why}", ProtectionStep.Refuses, ChangeLog.AdmitsAll) { Pool = pool };

    private static SeriesSubject Subject(Bulkhead bulkhead) => new(SubjectKind.Route, bulkhead.Route);

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
