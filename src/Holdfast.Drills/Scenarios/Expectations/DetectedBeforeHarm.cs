using System.Globalization;
using Holdfast.Drills.Load;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

/// <summary>
/// Whoever is warned before users are hurt can still prevent it. Hurt is who gets an error, nothing, an answer after the deadline, or a
/// refusal that was promised service; classes named best-effort or bulk were promised none.
/// </summary>
internal sealed class DetectedBeforeHarm : IExpectationKind
{
    private static readonly string[] Unpromised = ["best-effort", "bulk"];

    public string Name => "detected-before-harm";

    public string Meaning => "Seconds by which the gateway noticed before the first user of the phase was hurt: failed, or shed though of a class that is promised "
        + "service (all but best-effort and bulk); to the end of the phase where nobody was.";

    public BoundUnit Unit => BoundUnit.Seconds;

    public BoundSide Side => BoundSide.AtLeast;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        PhaseSpan phase = DetectionSeconds.PhaseOf(data, expectation, interval);
        (double At, string Class)? harm = FirstHarm(data, phase);
        string hurt = harm is { } first ? string.Create(CultureInfo.InvariantCulture, $"the first user, of {first.Class}, was hurt after {first.At - phase.From:0.0} s") : "nobody was hurt";
        return DetectionSeconds.First(data, phase) is { } detection
            ? new Measurement((harm?.At ?? phase.To) - detection.At, string.Create(CultureInfo.InvariantCulture, $"noticed after {detection.At - phase.From:0.0} s; {hurt}"))
            : new Measurement(null, $"the gateway noticed nothing; {hurt}");
    }

    private static (double At, string Class)? FirstHarm(RunData data, PhaseSpan phase)
    {
        (double At, string Class)? earliest = null;
        foreach (ClassSeries series in data.Classes.Where(static series => !Unpromised.Contains(series.Name, StringComparer.OrdinalIgnoreCase)))
        {
            double? at = series.Tenths.Count > 0 ? FirstTenth(series, phase) : FirstSecond(series, phase);
            earliest = at < (earliest?.At ?? double.PositiveInfinity) ? (at.Value, series.Name) : earliest;
        }

        return earliest;
    }

    // The beginning of the tenth: rather too early than too late.
    private static double? FirstTenth(ClassSeries series, PhaseSpan phase)
    {
        int to = Math.Min(series.Tenths.Count, (int)Math.Ceiling(phase.To * LoadTenth.PerSecond));
        for (int tenth = (int)(phase.From * LoadTenth.PerSecond); tenth < to; tenth++)
        {
            if (series.Tenths[tenth].Refusals > 0 || series.Tenths[tenth].Failures > 0)
            {
                return Math.Max(phase.From, (double)tenth / LoadTenth.PerSecond);
            }
        }

        return null;
    }

    // Of sessions only whole seconds are known, by when their users came.
    private static double? FirstSecond(ClassSeries series, PhaseSpan phase)
    {
        int to = Math.Min(series.Seconds.Count, (int)Math.Ceiling(phase.To));
        for (int second = (int)phase.From; second < to; second++)
        {
            if (series.Seconds[second].Shed + series.Seconds[second].Failed > 0)
            {
                return Math.Max(phase.From, second);
            }
        }

        return null;
    }
}
