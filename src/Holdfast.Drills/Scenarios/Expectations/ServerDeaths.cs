using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

internal sealed class ServerDeaths : IExpectationKind
{
    public string Name => "server-deaths";

    public string Meaning => "Servers that died of overload; one that was killed on purpose is not counted.";

    public BoundUnit Unit => BoundUnit.Count;

    public BoundSide Side => BoundSide.AtMost;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        return LostSessions.Total(data, interval, static second => second.Deaths, "died");
    }
}
