using System.Globalization;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

internal sealed class ClassP99 : IExpectationKind
{
    public string Name => "class-p99";

    public string Meaning => "99th percentile of a class from the intended time of sending to the end of a good answer.";

    public BoundUnit Unit => BoundUnit.Milliseconds;

    public BoundSide Side => BoundSide.AtMost;

    public bool NeedsClass => true;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        ClassSecond sum = Measures.Sum(data, interval.Seconds, expectation.Class);
        return sum.Good == 0
            ? new Measurement(null, "no good answer to measure")
            : new Measurement(sum.Latency!.Percentile(99) / 1e6, string.Create(CultureInfo.InvariantCulture, $"p50 {sum.Latency.Percentile(50) / 1e6:0.#} ms of {sum.Good} answers"));
    }
}
