using System.Globalization;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

internal sealed class UsersFailed : IExpectationKind
{
    public string Name => "users-failed";

    public string Meaning => "Percent of all requests that were not answered well: shed, failed or too late.";

    public BoundUnit Unit => BoundUnit.Percent;

    public BoundSide Side => BoundSide.AtMost;

    public bool CountsRequests => true;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        ClassSecond sum = Measures.Sum(data, interval.Seconds);
        return sum.Offered == 0
            ? new Measurement(null, "nothing was sent")
            : new Measurement(Measures.UsersFailedPercent(data, interval.Seconds), string.Create(CultureInfo.InvariantCulture, $"{sum.Shed} shed, {sum.Failed} failed of {sum.Offered}"));
    }
}
