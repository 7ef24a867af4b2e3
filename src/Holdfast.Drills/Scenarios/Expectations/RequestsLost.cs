using System.Globalization;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

internal sealed class RequestsLost : IExpectationKind
{
    public string Name => "requests-lost";

    public string Meaning => "Requests of a class that failed; one that was shed is not lost.";

    public BoundUnit Unit => BoundUnit.Count;

    public BoundSide Side => BoundSide.AtMost;

    public bool NeedsClass => true;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        ClassSecond sum = Measures.Sum(data, interval.Seconds, expectation.Class);
        return sum.Offered == 0
            ? new Measurement(null, "nothing of this class was sent")
            : new Measurement(sum.Failed, string.Create(CultureInfo.InvariantCulture, $"of {sum.Offered}; {sum.Shed} shed"));
    }
}
