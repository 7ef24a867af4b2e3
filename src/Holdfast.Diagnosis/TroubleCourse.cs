using Holdfast.Diagnosis.Detection;

namespace Holdfast.Diagnosis;

/// <summary>How one trouble was seen while it went on, so that a past moment can be shown as it looked then. Immutable.</summary>
internal sealed record TroubleCourse(IReadOnlyList<CourseStep> Steps, IReadOnlyList<SeenSign> Signs)
{
    public static TroubleCourse Empty { get; } = new([], []);

    public IEnumerable<Anomaly> SignsAt(long second) => Signs.Where(sign => sign.Anomaly.Fired <= second && !(sign.EndedAt <= second)).Select(sign => sign.Anomaly);

    /// <summary>What diagnosis worked with in that second; null before the first.</summary>
    public CourseStep? StepAt(long second) => Steps.LastOrDefault(step => step.From <= second);
}
