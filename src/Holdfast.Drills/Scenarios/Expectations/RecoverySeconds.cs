using System.Globalization;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

internal sealed class RecoverySeconds : IExpectationKind
{
    public string Name => "recovery-seconds";

    public string Meaning => "Seconds from the start of the phase until at least 95 % of what is attainable is delivered and stays so.";

    public BoundUnit Unit => BoundUnit.Seconds;

    public BoundSide Side => BoundSide.AtMost;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        if (!Measures.IsAnythingAttainable(data, interval))
        {
            return Measurement.NothingAttainable;
        }

        double? recovery = Recovery.Seconds(data, expectation.During);
        return new Measurement(recovery, recovery is null ? $"not within {interval.Length.ToString(CultureInfo.InvariantCulture)} s" : "");
    }
}
