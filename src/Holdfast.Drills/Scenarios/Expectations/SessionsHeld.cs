using System.Globalization;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

internal sealed class SessionsHeld : IExpectationKind
{
    public string Name => "sessions-held";

    public string Meaning => "Least sum of the sessions held in any second, as percent of what the living servers can hold.";

    public BoundUnit Unit => BoundUnit.Percent;

    public BoundSide Side => BoundSide.AtLeast;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        int worst = interval.Seconds.Where(second => Measures.CapacityIn(data, second) > 0).DefaultIfEmpty(-1).MinBy(second => second < 0 ? 0 : Share(data, second));
        return worst < 0
            ? new Measurement(null, "no server lived")
            : new Measurement(Share(data, worst), string.Create(CultureInfo.InvariantCulture, $"{Held(data, worst)} held in second {worst}"));
    }

    private static double Share(RunData data, int second) => Math.Min(100, 100 * Held(data, second) / Measures.CapacityIn(data, second));

    private static double Held(RunData data, int second)
    {
        return data.Servers.Sum(server => second < server.Seconds.Count ? server.Seconds[second].Sessions : 0);
    }
}
