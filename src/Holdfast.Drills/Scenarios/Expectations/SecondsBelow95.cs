using System.Globalization;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

internal sealed class SecondsBelow95 : IExpectationKind
{
    public string Name => "seconds-below-95";

    public string Meaning => "Seconds in which less than 95 % of what was attainable was delivered.";

    public BoundUnit Unit => BoundUnit.Count;

    public BoundSide Side => BoundSide.AtMost;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        return Measures.IsAnythingAttainable(data, interval)
            ? new Measurement(Measures.SecondsBelow(data, interval.Seconds), string.Create(CultureInfo.InvariantCulture, $"of {interval.Length} seconds"))
            : Measurement.NothingAttainable;
    }
}
