using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;
using Holdfast.Foundation;

namespace Holdfast.Drills.Tests.Running;

/// <summary>Made-up runs of twenty seconds: two servers of 50 requests/s, 80 offered, trouble from second 5 to 15.</summary>
internal static class StubRun
{
    public const int Seconds = 20;

    /// <summary>Everything is answered in 10 ms, evenly shared; the gateway notices at once.</summary>
    public static RunData Perfect(CapacityUnit unit = CapacityUnit.Requests) => Make(unit, static _ => (40, 0, 0), 10, static (_, _) => new ServerSecond(40, 3, 4, 50, 0, 0, true), detectedAt: 5.5);

    /// <summary>In trouble half is lost, the rest is slow; one server takes all, dies and takes its sessions along; nobody notices.</summary>
    public static RunData Broken(CapacityUnit unit = CapacityUnit.Requests) => Make(
        unit,
        static second => second >= 5 ? (20, 5, 15) : (40, 0, 0),
        400,
        static (server, second) => server == 0 && second >= 5 ? new ServerSecond(80, 60, 70, 0, second == 5 ? 50 : 0, second == 5 ? 1 : 0, false) : new ServerSecond(server == 0 ? 40 : 0, 3, 4, 20, 0, 0, true),
        detectedAt: null);

    public static Verdict Judge(RunData data, ScenarioExpectation expectation) => ExpectationKinds.Judge(expectation with { During = "trouble" }, data);

    private static RunData Make(CapacityUnit unit, Func<int, (long Good, long Shed, long Failed)> outcome, double milliseconds, Func<int, int, ServerSecond> server, double? detectedAt) => new()
    {
        Unit = unit,
        Phases = [new PhaseSpan("calm", 0, 5), new PhaseSpan("trouble", 5, 15), new PhaseSpan("after", 15, 20)],
        Measured = ["trouble"],
        Recovery = "after",
        Classes = [Class("critical", outcome, milliseconds), Class("users", outcome, milliseconds)],
        Servers = [.. Enumerable.Range(0, 2).Select(index => new ServerSeries($"s{index}", [new CapacityStep(0, 50)], [.. Enumerable.Range(0, Seconds).Select(second => server(index, second))]))],
        Events =
        [
            new RunEvent(5, RunEventKind.Fault, "s0 is killed"),
            // That a server is out, or well again, is not that the service is in trouble.
            new RunEvent(5.1, RunEventKind.Reaction, "s0 is ejected"),
            .. detectedAt is { } at ? [new RunEvent(at, RunEventKind.Reaction, "service is suspected") { IsDetection = true }] : Array.Empty<RunEvent>(),
            new RunEvent(16, RunEventKind.Reaction, "s0 is healthy"),
        ],
    };

    private static ClassSeries Class(string name, Func<int, (long Good, long Shed, long Failed)> outcome, double milliseconds)
    {
        List<ClassSecond> seconds = [];
        for (int second = 0; second < Seconds; second++)
        {
            (long good, long shed, long failed) = outcome(second);
            LatencyHistogram latency = new();
            for (int answer = 0; answer < good; answer++)
            {
                latency.Record((long)(milliseconds * 1e6));
            }

            seconds.Add(new ClassSecond(good + shed + failed, good, shed, failed, latency));
        }

        return new ClassSeries(name, seconds);
    }
}
