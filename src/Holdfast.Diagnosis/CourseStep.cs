namespace Holdfast.Diagnosis;

/// <summary>What diagnosis worked with from a second on.</summary>
/// <param name="Examined">The second whose explanation stood, where it was not the present one: users were well again, or somebody had just changed something.</param>
/// <param name="IsOver">Users were well again.</param>
internal sealed record CourseStep(long From, long Onset, long CalmUntil, long? Examined, bool IsOver);
