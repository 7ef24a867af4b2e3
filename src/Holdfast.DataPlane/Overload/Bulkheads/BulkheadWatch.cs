using System.Globalization;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.DataPlane.Overload;

/// <summary>Tells when a route begins and ends to lose requests to its bulkhead. Control loop only. Next: <see cref="OverloadNotices"/>.</summary>
internal sealed class BulkheadWatch
{
    private readonly SheddingEpisode shedding = new();
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
                notices.Add(new(
                    EventLevel.Warning,
                    "bulkhead",
                    $"route {bulkhead.Route} sheds requests: {Number(shedding.PeakOffered)}/s are offered, it can be served {Number(bulkhead.Control.Capacity)}/s and is held to {Number(100 * bulkhead.Share)} % of pool {pool} while others want it",
                    [("pool", pool), ("route", bulkhead.Route), ("offered", Number(shedding.PeakOffered)), ("capacity", Number(bulkhead.Control.Capacity))])
                {
                    Step = new(Subject(bulkhead), $"the gateway began to hold the route to {Number(100 * bulkhead.Share)} % of pool {pool} and to refuse the rest: {Number(shedding.PeakOffered)}/s are offered", ChangeLog.AdmitsAll, ProtectionStep.Refuses),
                });
                break;
            case SheddingStep.Ended:
                notices.Add(new(
                    EventLevel.Information,
                    "bulkhead",
                    $"route {bulkhead.Route} of pool {pool} sheds no more: {Number(shedding.Shed)} requests were shed in {Number(shedding.LengthNanoseconds / 1e9)} s",
                    [("pool", pool), ("route", bulkhead.Route), ("shed", Number(shedding.Shed))])
                {
                    Step = new(Subject(bulkhead), $"the gateway refuses nothing of the route any more: {Number(shedding.Shed)} requests were refused in {Number(shedding.LengthNanoseconds / 1e9)} s", ProtectionStep.Refuses, ChangeLog.AdmitsAll),
                });
                break;
        }
    }

    private static SeriesSubject Subject(Bulkhead bulkhead) => new(SubjectKind.Route, bulkhead.Route);

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
