using Holdfast.Diagnosis.Detection;

namespace Holdfast.Diagnosis;

/// <summary>Writes down the course of one trouble. One thread; what it gives out is immutable. Owner: <see cref="CauseWatch"/>.</summary>
internal sealed class CourseRecorder
{
    // Of a large service every server may fire; the first ones tell the story.
    private const int SignsMaximum = 200;
    private const int StepsMaximum = 200;

    private readonly List<CourseStep> steps = [];
    private readonly List<SeenSign> signs = [];
    private TroubleCourse course = TroubleCourse.Empty;

    public TroubleCourse Course => course;

    public void Record(CourseStep step, IReadOnlyList<Anomaly> active)
    {
        long second = step.From;
        bool changed = Add(step);
        for (int i = 0; i < signs.Count; i++)
        {
            if (signs[i].EndedAt is null && !active.Any(anomaly => IsSame(anomaly, signs[i].Anomaly)))
            {
                signs[i] = signs[i] with { EndedAt = second };
                changed = true;
            }
        }

        foreach (Anomaly anomaly in active)
        {
            if (signs.Count < SignsMaximum && !signs.Exists(sign => IsSame(anomaly, sign.Anomaly)))
            {
                signs.Add(new SeenSign(anomaly, null));
                changed = true;
            }
        }

        course = changed ? new TroubleCourse([.. steps], [.. signs]) : course;
    }

    private bool Add(CourseStep step)
    {
        if (steps.Count >= StepsMaximum || (steps.Count > 0 && steps[^1] with { From = step.From } == step))
        {
            return false;
        }

        steps.Add(step);
        return true;
    }

    private static bool IsSame(Anomaly one, Anomaly other) => one.Fired == other.Fired && one.Detector == other.Detector && one.Subject == other.Subject;
}
