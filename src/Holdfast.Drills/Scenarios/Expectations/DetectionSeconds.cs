using System.Globalization;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

internal sealed class DetectionSeconds : IExpectationKind
{
    public string Name => "detection-seconds";

    public string Meaning => "Seconds from the onset (more than 1.2 times the base is offered; where the load is as before, the start of the phase) until the gateway has "
        + "noticed: Holdfast's state is suspected or declared, others give any sign.";

    public BoundUnit Unit => BoundUnit.Seconds;

    public BoundSide Side => BoundSide.AtMost;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        PhaseSpan phase = PhaseOf(data, expectation, interval);
        double onset = Onset.In(data, phase.From, phase.To);
        return First(data, phase) is { } detection
            ? new Measurement(Math.Max(0, detection.At - onset), onset > phase.From
                ? string.Create(CultureInfo.InvariantCulture, $"{detection.Text}; the onset was {onset - phase.From:0.00} s after the phase began") : detection.Text)
            : new Measurement(null, "the gateway noticed nothing");
    }

    /// <summary>The phase itself, not its whole seconds: what happens in its first half second counts.</summary>
    internal static PhaseSpan PhaseOf(RunData data, ScenarioExpectation expectation, SecondSpan interval) =>
        data.Phases.FirstOrDefault(candidate => candidate.Name == expectation.During) ?? new PhaseSpan("", interval.From, interval.To);

    /// <summary>The first moment of the phase in which the gateway shows that it noticed trouble; null when it never did.</summary>
    internal static RunEvent? First(RunData data, PhaseSpan phase) =>
        data.Events.FirstOrDefault(happened => happened.IsDetection && happened.At >= phase.From && happened.At < phase.To);
}
