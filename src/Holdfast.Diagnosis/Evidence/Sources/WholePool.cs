namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Is there any server left that answers? When all of a pool are gone at once none suffers alone, and still they are what is broken.</summary>
internal sealed class WholePool : IEvidenceSource
{
    private const int RecentSeconds = 3;
    private const double LeastOffered = 3;
    private const double MostServerErrors = 0.1;

    // Refusing is the host's own word. Silence may also be servers that drown in work, and what never arrives may be the line's fault.
    private const double SilentQuality = 0.7;
    private const double UnreachableQuality = 0.4;
    private const double RepeatsFactor = 0.5;
    private const double LeastRepeats = 0.5;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        if (How(situation) is not { } how)
        {
            return;
        }

        int count = situation.Servers.Count;
        string all = count == 1 ? $"the only server of {SubjectNames.InWords(situation.Pool)} is down" : $"all {count} servers of {SubjectNames.InWords(situation.Pool)} are down";
        into.Add(situation, Sign.AllServersDown, SignalFamily.Distribution, situation.Pool, nameof(Signal.Good), 0, situation.Of(situation.Pool, Signal.Good).Before, how.Quality,
            situation.LeftAt(situation.Pool, SignalGroups.Failed) ?? situation.Onset, $"{all}: {how.Words}, and nobody has been answered for {RecentSeconds} s");
    }

    /// <summary>In which way all of them are gone; null while one answers.</summary>
    public static (string Words, double Quality)? How(Situation situation)
    {
        (long from, long to) = (situation.Now - RecentSeconds + 1, situation.Now);
        double offered = situation.Sum(situation.Pool, [Signal.OfferedFirst, Signal.OfferedRetry], from, to);
        bool isKnown = !double.IsNaN(situation.Mean(situation.Pool, Signal.Good, from, to));
        ServerSymptom[] used = [.. situation.Symptoms.Where(symptom => symptom.AdmittedBefore > 0)];
        if (!isKnown || situation.Now - situation.Onset < RecentSeconds - 1 || offered < LeastOffered || used.Length == 0 || situation.Sum(situation.Pool, [Signal.Good], from, to) > 0)
        {
            return null;
        }

        return used.All(symptom => IsDown(situation, symptom, from)) ? Way(situation, used) : null;
    }

    private static bool IsDown(Situation situation, ServerSymptom symptom, long from) =>
        situation.Sum(symptom.Server, [Signal.Good], from, situation.Now) == 0
        && !(symptom.ServerErrors > MostServerErrors * (symptom.Refused + symptom.Lost + symptom.ServerErrors + 1))
        && (symptom.Refused > 0 || symptom.Lost > 0 || symptom.WentOut || situation.Of(symptom.Server, Signal.InFlight).Now >= 1)
        && double.IsNaN(situation.Mean(symptom.Server, Signal.FirstByteMedian, from, situation.Now));

    private static (string Words, double Quality) Way(Situation situation, ServerSymptom[] used)
    {
        double refused = used.Sum(symptom => symptom.Refused);
        double broken = used.Sum(symptom => symptom.Broken);
        double timedOut = situation.Sum(used.Select(symptom => symptom.Server), Signal.FailedConnectTimeout);
        return refused > 0 && refused >= broken ? ("they refuse connections", 1)
            : timedOut > 0 && timedOut >= 0.5 * used.Sum(symptom => symptom.Lost) ? ("connections to them do not open", UnreachableQuality)
            : ("they take requests and say nothing", SilentQuality * (AreMostlyRepeats(situation) ? RepeatsFactor : 1));
    }

    // Servers that work for clients who have left answer nobody either, and that is not their fault. Those that get nothing to do any more do not drown.
    private static bool AreMostlyRepeats(Situation situation) =>
        situation.Sum(situation.Pool, [Signal.Admitted], situation.Now - RecentSeconds + 1, situation.Now) > 0
        && situation.Of(situation.Pool, Signal.OfferedRetry).Now >= LeastRepeats * situation.Of(situation.Pool, Signal.OfferedFirst).Now;
}
