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
        string pool = SubjectNames.InWords(situation.Pool);
        string all = count == 1 ? $"the only server of {pool} is out" : $"all {count} servers of {pool} are out";
        into.Add(situation, Sign.AllServersDown, SignalFamily.Distribution, situation.Pool, nameof(Signal.Good), 0, situation.Of(situation.Pool, Signal.Good).Before, how.Quality,
            Began(situation, how.Quality >= 1), $"{all}: {how.Words}, and nobody is answered");
    }

    /// <summary>In which way all of them are gone; null while one answers.</summary>
    public static (string Words, double Quality)? How(Situation situation)
    {
        bool areOut = AreOut(situation);
        bool refuse = areOut && situation.Symptoms.Sum(symptom => symptom.Refused) > 0;
        // Who refuses has said it; silence and failing checks must last.
        int seconds = refuse ? 1 : RecentSeconds;
        (long from, long to) = (situation.Now - seconds + 1, situation.Now);
        double offered = situation.Sum(situation.Pool, [Signal.OfferedFirst, Signal.OfferedRetry], from, to);
        bool isKnown = !double.IsNaN(situation.Mean(situation.Pool, Signal.Good, from, to));
        if (!isKnown || situation.Now - situation.Onset < Math.Max(1, seconds - 1) || (offered < LeastOffered && !areOut) || situation.Sum(situation.Pool, [Signal.Good], from, to) > 0)
        {
            return null;
        }

        ServerSymptom[] used = [.. situation.Symptoms.Where(symptom => symptom.AdmittedBefore > 0)];
        // On a quiet night nobody used them, and still there are none.
        used = used.Length == 0 && areOut ? [.. situation.Symptoms] : used;
        // Servers that are full are not down: they would answer whoever had a connection.
        bool areFull = 2 * used.Count(symptom => symptom.TakesAtMost is not null) >= used.Length || used.All(symptom => ConnectionUse.IsWaitedFor(situation, symptom.Server, from));
        return used.Length > 0 && !areFull && used.All(symptom => IsDown(situation, symptom, from)) ? Way(situation, used) : null;
    }

    // With the first of them, when they refuse one after the other: until the last one went nobody was hurt, and what began then is no effect of that.
    // Those that are silent, or fail their checks, may do so by whatever began before.
    private static long Began(Situation situation, bool refuse)
    {
        // What hangs fails when its time is over, and nobody is answered from the first second on.
        long failed = Math.Min(situation.LeftAt(situation.Pool, SignalGroups.Failed) ?? situation.Onset, NobodyAnsweredSince(situation));
        long? first = refuse ? situation.Servers.Where(server => situation.At(server, Signal.Healthy, situation.Now) == 0).Min(server => situation.LeftAt(server, [Signal.Healthy], up: false)) : null;
        return first < failed ? first.Value : failed;
    }

    private static long NobodyAnsweredSince(Situation situation)
    {
        long second = situation.Now;
        while (second > situation.Onset && situation.At(situation.Pool, Signal.Good, second - 1) == 0)
        {
            second--;
        }

        return second;
    }

    // By the gateway's own count of those that it may use, in the last second.
    private static bool AreOut(Situation situation) =>
        situation.At(situation.Pool, Signal.Healthy, situation.Now) == 0 && situation.Of(situation.Pool, Signal.ServersTotal).Now > 0;

    private static bool IsDown(Situation situation, ServerSymptom symptom, long from) =>
        situation.Sum(symptom.Server, [Signal.Good], from, situation.Now) == 0
        && !(symptom.ServerErrors > MostServerErrors * (symptom.Refused + symptom.Lost + symptom.ServerErrors + 1))
        && (symptom.Refused > 0 || symptom.Lost > 0 || symptom.WentOut || situation.At(symptom.Server, Signal.Healthy, situation.Now) == 0 || situation.Of(symptom.Server, Signal.InFlight).Now >= 1)
        && double.IsNaN(situation.Mean(symptom.Server, Signal.FirstByteMedian, from, situation.Now));

    private static (string Words, double Quality) Way(Situation situation, ServerSymptom[] used)
    {
        double refused = used.Sum(symptom => symptom.Refused);
        double broken = used.Sum(symptom => symptom.Broken);
        double timedOut = situation.Sum(used.Select(symptom => symptom.Server), Signal.FailedConnectTimeout);
        // Dying resets what was in flight; once they are out only probes are still refused, and nobody counts those here.
        return refused > 0 && (refused >= broken || AreOut(situation)) ? ("they refuse connections", 1)
            : timedOut > 0 && timedOut >= 0.5 * used.Sum(symptom => symptom.Lost) ? ("connections to them do not open", UnreachableQuality)
            : (used.All(symptom => symptom.Lost == 0 && symptom.Admitted == 0) ? "their health checks fail" : "they take requests and say nothing", SilentQuality * (AreMostlyRepeats(situation) ? RepeatsFactor : 1));
    }

    // Servers that work for clients who have left answer nobody either, and that is not their fault. Those that get nothing to do any more do not drown.
    private static bool AreMostlyRepeats(Situation situation) =>
        situation.Sum(situation.Pool, [Signal.Admitted], situation.Now - RecentSeconds + 1, situation.Now) > 0
        && situation.Of(situation.Pool, Signal.OfferedRetry).Now >= LeastRepeats * situation.Of(situation.Pool, Signal.OfferedFirst).Now;
}
