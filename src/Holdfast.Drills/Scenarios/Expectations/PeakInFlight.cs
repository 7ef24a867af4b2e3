using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

internal sealed class PeakInFlight : IExpectationKind
{
    public string Name => "peak-in-flight";

    public string Meaning => "Most requests at once at any server, or at the named one, as the server saw it.";

    public BoundUnit Unit => BoundUnit.Count;

    public BoundSide Side => BoundSide.AtMost;

    public bool TakesServer => true;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        (string Name, long Peak) highest = data.Servers
            .Where(server => expectation.Server.Length == 0 || server.Name == expectation.Server)
            .Select(server => (server.Name, Peak: interval.Seconds.Where(second => second < server.Seconds.Count).Select(second => server.Seconds[second].PeakInFlight).DefaultIfEmpty(0).Max()))
            .DefaultIfEmpty()
            .MaxBy(static server => server.Peak);
        return highest.Name is null ? new Measurement(null, "no server was watched") : new Measurement(highest.Peak, $"at {highest.Name}");
    }
}
