using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;
using Holdfast.Foundation;

namespace Holdfast.Drills.Reports;

/// <summary>A run's data to its report: verdicts, figures, series.</summary>
public static class ReportBuilder
{
    /// <summary>The class whose success and latency the comparison shows.</summary>
    public const string CriticalClass = "critical";

    public static DrillReport Build(Scenario scenario, string gateway, bool quick, DateTimeOffset startedAt, RunData data, string? aborted, string? doubt)
    {
        List<Verdict> verdicts = [.. scenario.Expectations.Where(expectation => expectation.OnlyOn.Length == 0 || expectation.OnlyOn == scenario.Gateway.Template).Select(expectation => ExpectationKinds.Judge(expectation, data))];
        return new DrillReport
        {
            Drill = scenario.Name,
            Title = scenario.Title,
            Gateway = gateway,
            Quick = quick,
            Seed = scenario.Seed,
            StartedAt = startedAt,
            Unit = scenario.Unit == CapacityUnit.Sessions ? "sessions" : "requests/s",
            // All of what a page expects may be for another configuration: then nothing was judged, which proves nothing.
            Passed = aborted is null && (verdicts.Count > 0 || scenario.Expectations.Count == 0) && verdicts.TrueForAll(static verdict => verdict.Passed),
            Aborted = aborted,
            Doubt = doubt,
            Recorded = scenario.Recorded == new RecordedHarm() ? null : scenario.Recorded,
            OnOldConfiguration = scenario.Gateway.Template == ScenarioVariant.Old,
            Figures = FiguresOf(data),
            Verdicts = verdicts,
            Phases = data.Phases,
            Events = data.Events,
            Classes = [.. data.Classes.Select(ReportClass)],
            Servers = [.. data.Servers.Select(ReportServer)],
            PhaseClasses = [.. data.Phases.SelectMany(phase => data.Classes.Select(series => ReportPhase(data, phase.Name, series.Name)))],
            Counters = data.Counters,
            Usage = new ReportedGateway([.. data.Gateway.Select(static second => Math.Round(second.User, 3))],
                [.. data.Gateway.Select(static second => Math.Round(second.System, 3))], [.. data.Gateway.Select(static second => second.Resident)]),
            Capacity = [.. Enumerable.Range(0, data.Seconds).Select(second => Measures.CapacityIn(data, second))],
            Delivered = [.. Enumerable.Range(0, data.Seconds).Select(second => Measures.Delivered(data, second))],
        };
    }

    public static DrillFigures FiguresOf(RunData data)
    {
        List<int> seconds = [.. Measures.MeasuredSeconds(data)];
        ClassSecond critical = Measures.Sum(data, seconds, CriticalClass);
        bool hasCritical = critical.Offered > 0;
        bool recovers = data.Recovery.Length > 0;
        return new DrillFigures(
            Measures.UsersFailedPercent(data, seconds),
            Measures.SecondsBelow(data, seconds),
            seconds.Count,
            Measures.GoodputPercent(data, seconds),
            hasCritical ? 100.0 * critical.Good / critical.Offered : null,
            hasCritical && critical.Good > 0 ? critical.Latency!.Percentile(99) / 1e6 : null,
            Measures.Detection(data),
            recovers ? Recovery.Seconds(data, data.Recovery) : null,
            recovers,
            data.Servers.Sum(static server => server.Seconds.Sum(static second => second.LostSessions)),
            data.Servers.Sum(static server => server.Seconds.Sum(static second => second.Deaths)));
    }

    private static ReportedClass ReportClass(ClassSeries series) => new(
        series.Name,
        [.. series.Seconds.Select(static second => second.Offered)],
        [.. series.Seconds.Select(static second => second.Good)],
        [.. series.Seconds.Select(static second => second.Shed)],
        [.. series.Seconds.Select(static second => second.Failed)],
        [.. series.Seconds.Select(static second => second.Latency is { Count: > 0 } latency ? Math.Round(latency.Percentile(99) / 1e6, 1) : 0)])
    {
        Statuses = series.Statuses,
        ShedP99Milliseconds = Milliseconds(series.ShedLatency, 99),
        Tenths = new ReportedTenths(
            [.. series.Tenths.Select(static tenth => tenth.Intended)],
            [.. series.Tenths.Select(static tenth => tenth.Good)],
            [.. series.Tenths.Select(static tenth => tenth.Shed)],
            [.. series.Tenths.Select(static tenth => tenth.Refusals)],
            [.. series.Tenths.Select(static tenth => tenth.Prompt)],
            [.. series.Tenths.Select(static tenth => tenth.Failures)]),
    };

    private static ReportedPhase ReportPhase(RunData data, string phase, string className)
    {
        ClassSecond sum = Measures.Sum(data, Measures.Of(data, phase).Seconds, className);
        return new ReportedPhase(
            phase, className, sum.Offered, sum.Good, sum.Shed, sum.Failed, Milliseconds(sum.Latency, 50), Milliseconds(sum.Latency, 99), Milliseconds(sum.Latency, 99.9));
    }

    private static double? Milliseconds(LatencyHistogram? latency, double percent) => latency is { Count: > 0 } ? Math.Round(latency.Percentile(percent) / 1e6, 1) : null;

    private static ReportedServer ReportServer(ServerSeries server) => new(
        server.Name,
        [.. server.Seconds.Select(static second => second.Admitted)],
        [.. server.Seconds.Select(static second => second.PeakInFlight)],
        [.. server.Seconds.Select(static second => second.Sessions)],
        [.. server.Seconds.Select(static second => second.Answers)],
        server.Seconds.Sum(static second => second.LostSessions),
        server.Seconds.Sum(static second => second.Deaths))
    {
        SampledAt = [.. server.Samples.Select(static sample => Math.Round(sample.At, 3))],
        SampledInFlight = [.. server.Samples.Select(static sample => sample.InFlight)],
    };
}
