using System.Globalization;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

internal sealed class GoodputOfCapacity : IExpectationKind
{
    public string Name => "goodput-of-capacity";

    public string Meaning => "Good answers (or sessions held) as percent of what the living servers could have delivered, at most of what was asked.";

    public BoundUnit Unit => BoundUnit.Percent;

    public BoundSide Side => BoundSide.AtLeast;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        if (!Measures.IsAnythingAttainable(data, interval))
        {
            return Measurement.NothingAttainable;
        }

        double capacity = interval.Seconds.Average(second => Measures.CapacityIn(data, second));
        double delivered = interval.Seconds.Average(second => Measures.Delivered(data, second));
        return new Measurement(Measures.GoodputPercent(data, interval.Seconds), string.Create(CultureInfo.InvariantCulture, $"{delivered:0} delivered, capacity {capacity:0}"));
    }
}
