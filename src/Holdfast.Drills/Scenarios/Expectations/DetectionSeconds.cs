using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

internal sealed class DetectionSeconds : IExpectationKind
{
    public string Name => "detection-seconds";

    public string Meaning => "Seconds from the start of the phase to the first sign that the gateway noticed.";

    public BoundUnit Unit => BoundUnit.Seconds;

    public BoundSide Side => BoundSide.AtMost;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        // The phase itself, not its whole seconds: a sign in its first half second counts.
        PhaseSpan phase = data.Phases.FirstOrDefault(candidate => candidate.Name == expectation.During) ?? new PhaseSpan("", interval.From, interval.To);
        RunEvent? reaction = data.Events.FirstOrDefault(happened => happened.Kind == RunEventKind.Reaction && happened.At >= phase.From && happened.At < phase.To);
        return reaction is null ? new Measurement(null, "the gateway noticed nothing") : new Measurement(reaction.At - phase.From, reaction.Text);
    }
}
