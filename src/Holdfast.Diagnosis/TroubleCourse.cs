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

/// <summary>What diagnosis worked with from a second on.</summary>
/// <param name="Examined">The second whose explanation stood, where it was not the present one: users were well again.</param>
internal sealed record CourseStep(long From, long Onset, long CalmUntil, long? Examined);

/// <param name="Anomaly">As it was when it fired.</param>
internal sealed record SeenSign(Anomaly Anomaly, long? EndedAt);
