using Holdfast.Diagnosis.Evidence;
using Holdfast.Foundation;

namespace Holdfast.Diagnosis;

/// <summary>
/// Whether the gateway refused for its own sake at a moment: for memory, descriptors or time. It refuses what matters least first, so that is often no
/// trouble of the service, and whoever was refused asks for the reason all the same. Keeps nothing.
/// </summary>
public static class OwnPressure
{
    // So much of the past speaks of that moment.
    private const int RefusedSeconds = 10;

    /// <summary>One sentence without a full stop; null where nothing of it was recorded.</summary>
    public static string? At(ISeriesReader series, IChangeReader changes, long second)
    {
        string? step = Step(changes, second);
        double refused = Refused(series, second);
        string count = $"{Counted.Of(refused, "request")} {Counted.Verb(refused)} refused for it in the {RefusedSeconds} s before {Items.Clock(second)}";
        return step is not null && refused > 0 ? $"{step}; {count}"
            : step ?? (refused > 0 ? $"the gateway itself was short of memory, descriptors or time: {count}" : null);
    }

    // The last one says how it was then: without an end it stood, for days perhaps. A process that was killed under pressure has told no end, and its successor begins without.
    private static string? Step(IChangeReader changes, long second)
    {
        ChangeEvent? last = changes.Between(DateTimeOffset.UnixEpoch, DateTimeOffset.FromUnixTimeSeconds(second + 1).AddTicks(-1))
            .LastOrDefault(change => change.Kind is ChangeKind.Protection or ChangeKind.Restart && change.Subject == SeriesSubject.Gateway.ToString());
        return last is null || last.Kind == ChangeKind.Restart || last.After == ChangeLog.AdmitsAll ? null : $"{last.What} (since {Items.Clock(last.HappenedAt.ToUnixTimeSeconds())})";
    }

    private static double Refused(ISeriesReader series, long second)
    {
        double[] values = new double[RefusedSeconds];
        return series.Read(SeriesSubject.Gateway, Signal.ShedPressure, second - RefusedSeconds + 1, values) ? values.Where(double.IsFinite).Sum() : 0;
    }
}
