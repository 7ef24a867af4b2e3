using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// Seconds of the incident to seconds of the drill. What came before, the first part of the trouble with its ramp, and what came after keep
/// their pace; only the rest of a long trouble is told faster. Immutable.
/// </summary>
internal sealed class TimeScale
{
    /// <summary>The quiet before, which detection needs to know what is usual.</summary>
    public const int Lead = 20;

    public const int Rest = 20;

    // How it begins decides what limits and detection have to do.
    private const int KeptPace = 60;

    // With lead and rest below four minutes; start and end of the processes come on top.
    private const int TroubleMaximum = 180;

    private readonly long start;
    private readonly long kept;

    public TimeScale(long start, long end)
    {
        this.start = start;
        End = Math.Max(end, start + 1);
        long trouble = End - start;
        kept = Math.Min(trouble, KeptPace);
        Factor = trouble <= TroubleMaximum ? 1 : (trouble - kept) / (double)(TroubleMaximum - kept);
    }

    /// <summary>When an incident in which somebody was hurt began, by the first symptom or the first bad second.</summary>
    public static long StartOf(Incident incident) => Math.Min(incident.Start!.Value.ToUnixTimeSeconds(), incident.Outages[0].Onset.ToUnixTimeSeconds());

    public long From => start - Lead;

    public long Start => start;

    public long End { get; }

    /// <summary>How many times faster the later part is told; 1 when nothing is.</summary>
    public double Factor { get; }

    public double TroubleSeconds => At(End) - Lead;

    public double Length => Lead + TroubleSeconds + Rest;

    public double At(long second) =>
        second <= start + kept ? second - From
        : second <= End ? Lead + kept + ((second - start - kept) / Factor)
        : Lead + kept + ((End - start - kept) / Factor) + (second - End);

    /// <summary>The second of the incident that is told then.</summary>
    public long SecondAt(double drill)
    {
        double later = drill - Lead - kept;
        double trouble = (End - start - kept) / Factor;
        return later <= 0 ? From + (long)Math.Round(drill)
            : later <= trouble ? start + kept + (long)Math.Round(later * Factor)
            : End + (long)Math.Round(later - trouble);
    }
}
