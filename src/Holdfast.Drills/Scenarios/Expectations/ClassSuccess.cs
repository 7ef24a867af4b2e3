using System.Globalization;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

internal sealed class ClassSuccess : IExpectationKind
{
    public string Name => "class-success";

    public string Meaning => "Percent of a class that was answered well within its deadline.";

    public BoundUnit Unit => BoundUnit.Percent;

    public BoundSide Side => BoundSide.AtLeast;

    public bool CountsRequests => true;

    public bool NeedsClass => true;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        ClassSecond sum = Measures.Sum(data, interval.Seconds, expectation.Class);
        return sum.Offered == 0
            ? new Measurement(null, "nothing of this class was sent")
            : new Measurement(100.0 * sum.Good / sum.Offered, string.Create(CultureInfo.InvariantCulture, $"{sum.Good} of {sum.Offered}; {sum.Shed} shed, {sum.Failed} failed"));
    }
}
