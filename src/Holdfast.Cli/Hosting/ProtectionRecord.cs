using Holdfast.DataPlane.Overload;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli;

/// <summary>
/// What overload protection does by itself, as change events: so many a minute as somebody may read. Of a fleet in trouble hundreds of limits fall in
/// a second; those that are left out are counted in the next one. One thread. Next: <see cref="ChangeLog"/>.
/// </summary>
internal sealed class ProtectionRecord(ChangeLog changes)
{
    // In all, and of one subject: a limit that falls and rises every few seconds is told by its first falls. At 12 a minute the memory for events holds fourteen hours of it.
    private const int EventsPerMinute = 12;
    private const int EventsOfSubjectPerMinute = 3;
    private const long MinuteNanoseconds = 60_000_000_000;

    private readonly Dictionary<SeriesSubject, int> ofSubject = [];
    private readonly HashSet<SeriesSubject> begun = [];
    private long minuteSince = long.MinValue;
    private int ofMinute;
    private int leftOut;

    public void Note(ProtectionStep? step, long nowNanoseconds)
    {
        if (step is null)
        {
            return;
        }

        if (minuteSince == long.MinValue || nowNanoseconds - minuteSince >= MinuteNanoseconds)
        {
            minuteSince = nowNanoseconds;
            ofMinute = 0;
            ofSubject.Clear();
        }

        int before = ofSubject.GetValueOrDefault(step.Subject);
        // Whose beginning was told, its end is: nobody would know for how long it refused.
        bool isTold = step.After == ChangeLog.AdmitsAll ? begun.Remove(step.Subject) : ofMinute < EventsPerMinute && before < EventsOfSubjectPerMinute;
        if (!isTold)
        {
            leftOut++;
            return;
        }

        if (step.Before == ChangeLog.AdmitsAll)
        {
            begun.Add(step.Subject);
        }

        ofMinute++;
        ofSubject[step.Subject] = before + 1;
        string others = leftOut == 0 ? "" : $" ({leftOut} more steps of protection were left out before)";
        leftOut = 0;
        changes.Add(ChangeKind.Protection, step.Subject.ToString(), step.What + others, "gateway", step.Before, step.After, pool: step.Pool);
    }
}
