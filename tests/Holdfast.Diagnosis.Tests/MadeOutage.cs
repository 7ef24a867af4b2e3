using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Diagnosis.Tests.Detection;

namespace Holdfast.Diagnosis.Tests;

/// <summary>A service of four servers on an ordinary day; a test breaks it at <see cref="Onset"/> and asks at <see cref="Now"/> what it was.</summary>
internal static class MadeOutage
{
    public const int Onset = 120;
    public const int Now = 150;
    public const int Seconds = 200;

    public static MadeSeries Everyday(int seconds = Seconds)
    {
        MadeSeries series = DetectorProbe.Steady(seconds, 100)
            .Set(MadeSeries.Pool, Signal.OfferedFirst, 100).Set(MadeSeries.Pool, Signal.OfferedRetry, 0).Set(MadeSeries.Pool, Signal.Admitted, 100).Set(MadeSeries.Pool, Signal.Good, 100)
            .Set(MadeSeries.Pool, Signal.Clients, 60).Set(MadeSeries.Pool, Signal.TopClientShare, 0.03).Set(MadeSeries.Pool, Signal.ClientEntropy, 0.95)
            .Set(MadeSeries.Pool, Signal.FirstByteMedian, 0.05).Set(MadeSeries.Pool, Signal.ConnectP99, 0.002)
            .Set(MadeSeries.Pool, Signal.Connections, 20).Set(MadeSeries.Pool, Signal.ConnectionCap, 100).Set(MadeSeries.Pool, Signal.ConnectionWaits, 0)
            .Set(MadeSeries.Pool, Signal.Probes, 2).Set(MadeSeries.Pool, Signal.ProbeSeconds, 0.004);
        return series.OnServers(Signal.Admitted, _ => 25).OnServers(Signal.Good, _ => 25).OnServers(Signal.Share, _ => 0.25)
            .OnServers(Signal.FirstByteMedian, _ => 0.05).OnServers(Signal.InFlight, _ => 1).OnServers(Signal.ConnectP99, _ => 0.002);
    }

    /// <summary>The same of all four servers.</summary>
    public static MadeSeries OnServers(this MadeSeries series, Signal signal, Func<int, double> value)
    {
        for (int server = 1; server <= 4; server++)
        {
            series.Set(MadeSeries.Server(server), signal, value);
        }

        return series;
    }

    /// <summary>One value until the onset, another from then on.</summary>
    public static Func<int, double> Becomes(double before, double after) => second => second < Onset ? before : after;

    public static MadeSeries Becomes(this MadeSeries series, SeriesSubject subject, Signal signal, double before, double after) => series.Set(subject, signal, Becomes(before, after));

    public static MadeSeries PoolBecomes(this MadeSeries series, Signal signal, double before, double after) => series.Becomes(MadeSeries.Pool, signal, before, after);

    public static MadeSeries ServersBecome(this MadeSeries series, Signal signal, double before, double after) => series.OnServers(signal, Becomes(before, after));

    /// <summary>As soon as it began, nobody was answered any more: refused for lack of capacity.</summary>
    public static MadeSeries Shedding(this MadeSeries series, double shed) => series.PoolBecomes(Signal.ShedWaited, 0, shed).PoolBecomes(Signal.Good, 100, Math.Max(0, 100 - shed));

    public static Explanation Examine(this MadeSeries series, int now = Now)
    {
        series.NewestSecond = MadeSeries.Start + now;
        return new Diagnostician(series, series).Examine(MadeSeries.Start + Onset, MadeSeries.Start + now);
    }

    public static IReadOnlyList<EvidenceItem> Ask(this IEvidenceSource source, MadeSeries series, int now = Now)
    {
        series.NewestSecond = MadeSeries.Start + now;
        List<EvidenceItem> items = [];
        source.Collect(new Situation(series, series, MadeSeries.Start + Onset, MadeSeries.Start + now, MadeSeries.Pool), items);
        return items;
    }

    public static CauseClass? RootCause(this MadeSeries series) => series.Examine().RootCause?.Class;
}
