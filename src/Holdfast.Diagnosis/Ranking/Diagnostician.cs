using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>
/// Looks at the series about a symptom and says what is at the bottom of it, or that it does not know. Keeps nothing: any past moment for
/// which there are series gives what it gave then. Any thread.
/// </summary>
public sealed class Diagnostician(ISeriesReader series, IChangeReader changes)
{
    private const double LeastProbability = 0.6;
    private const double LeastLead = 10;
    // A second may be missing.
    private const int LatelySeconds = 3;

    private const int LeastFamilies = 2;

    // An item that weighs less than this is colour and not a family's word.
    private const double LeastWord = 2;

    // Which pool suffers is asked of the last minutes: of all pools of a large service an hour would be much to read.
    private const int SufferingSeconds = 300;

    private LookBuffer? spare;

    /// <param name="onset">Unix second of the first symptom.</param>
    /// <param name="now">Unix second up to which the series are read.</param>
    /// <param name="calmUntil">The last second of the better days that all is measured by; the onset when there was no trouble shortly before.</param>
    /// <param name="calmFrom">Their first second, where other trouble was before them.</param>
    public Explanation Examine(long onset, long now, long? calmUntil = null, long calmFrom = long.MinValue)
    {
        // Whoever asks for a past moment meanwhile takes a new one.
        LookBuffer buffer = Interlocked.Exchange(ref spare, null) ?? new LookBuffer();
        Explanation explanation = Examine(onset, now, (calmFrom, Math.Min(calmUntil ?? onset, onset)), buffer);
        buffer.Clear();
        Volatile.Write(ref spare, buffer);
        return explanation;
    }

    private Explanation Examine(long onset, long now, (long From, long Until) calm, LookBuffer buffer)
    {
        Situation situation = new(series, changes, onset, now, PoolThatSuffers(onset, now, calm, buffer), calm, buffer);
        List<EvidenceItem> items = EvidenceRegistry.Collect(situation);
        items.AddRange(RecoverySigns.Of(situation));
        List<RankedCause> ranking = Ranker.Rank(items, onset, situation.Pool);
        string? harm = Harm.Of(situation);
        Verdict verdict = Judge(ranking, harm, onset);
        RankedCause top = ranking[0];
        return new Explanation(
            now, onset, situation.Pool, verdict, ranking, items, harm ?? "nobody is hurt",
            verdict == Verdict.Undetermined ? TestFor(ranking) : null,
            Triggers.Of(top, items, onset), SustainingEffects.Of(top, items),
            [.. ranking.Skip(1).Where(cause => cause.Class != CauseClass.NoneOfThese && cause.Probability >= 0.05)],
            verdict == Verdict.NoHarm || top.Hypothesis is null ? []
                : [.. Triggers.Undo(top, items, situation, [.. top.Hypothesis.Mitigations(items, situation.Pool)]).Where(one => Fits(one, situation)).Select(one => OfferedCommands.Fill(one, situation)).Where(one => !one.IsForCutOff || one.Command is not null)],
            NotObserved(situation))
        { IsHurtNow = Harm.IsPresent(situation) };
    }

    private static Verdict Judge(List<RankedCause> ranking, string? harm, long onset)
    {
        RankedCause top = ranking[0];
        if (harm is null)
        {
            return Verdict.NoHarm;
        }

        // Whatever else speaks for it: what was done against it did not help.
        if (top.Against.Any(item => item.Item.Sign == Sign.DidNotRecover))
        {
            return Verdict.Undetermined;
        }

        int families = top.For.Where(item => item.Decibans >= LeastWord).Select(item => item.Item.Family).Distinct().Count();
        bool isPointedAt = top.For.Any(Ranker.IsPointer);
        bool precedes = top.For.Any(item => item.Item.Onset <= onset + 1);
        return top.Class != CauseClass.NoneOfThese && top.Probability >= LeastProbability && top.Decibans - Rival(ranking).Decibans >= LeastLead && families >= LeastFamilies && isPointedAt && precedes
            ? Verdict.RootCause
            : Verdict.Undetermined;
    }

    // The second may be what came on top of the first; what it would be if it is not the first is whoever has most of its own.
    private static RankedCause Rival(List<RankedCause> ranking) => ranking.Skip(1).MaxBy(cause => cause.Decibans)!;

    // A pool has a sum of its servers' limits as soon as protection is on.
    private static bool Fits(Mitigation one, Situation situation) => !(one.NeedsLimits || one.NeedsNoLimits) || (one.NeedsLimits ? HasLimits(situation) : HasNoLimits(situation));

    /// <summary>Now, and not at the onset: people switch protection off and on while an outage lasts.</summary>
    private static bool HasLimits(Situation situation) => KnownLately(situation, Signal.Limit);

    /// <summary>A pool of which nothing at all was recorded lately is none without limits.</summary>
    private static bool HasNoLimits(Situation situation) => !HasLimits(situation) && KnownLately(situation, Signal.InFlight);

    private static bool KnownLately(Situation situation, Signal signal) =>
        Enumerable.Range(0, LatelySeconds).Any(ago => !double.IsNaN(situation.At(situation.Pool, signal, situation.Now - ago)));

    private static string TestFor(List<RankedCause> ranking) =>
        PairTests.For(ranking[0].Class, Rival(ranking).Class) ?? ranking.Find(cause => cause.Hypothesis is not null)!.Hypothesis!.Test;

    private SeriesSubject PoolThatSuffers(long onset, long now, (long From, long Until) calm, LookBuffer buffer)
    {
        SeriesSubject worst = new(SubjectKind.Pool, "");
        double most = -1;
        // One for all: a large service has many pools, and each second would leave a megabyte behind.
        double[] values = new double[Math.Clamp(now - onset + 1, 1, SufferingSeconds)];
        foreach (SeriesSubject pool in series.Subjects(SubjectKind.Pool))
        {
            double suffering = Suffering(new Situation(series, changes, onset, now, pool, calm, buffer), values);
            if (suffering > most)
            {
                (worst, most) = (pool, suffering);
            }
        }

        return worst;
    }

    // Requests that ended badly weigh most, then slowness; with neither, the pool with most traffic is looked at.
    private double Suffering(Situation situation, double[] values)
    {
        double offered = Sum(situation, [Signal.OfferedFirst, Signal.OfferedRetry], values);
        double bad = Sum(situation, SignalGroups.Failed, values) + Sum(situation, SignalGroups.Shed, values) + Sum(situation, [Signal.ClientGone], values);
        double slower = situation.Of(situation.Pool, Signal.FirstByteMedian).Ratio;
        double changed = Math.Abs(situation.Of(situation.Pool, Signal.OfferedFirst).Ratio - 1);
        return bad + (offered * 0.05 * (Known(slower) + Known(changed))) + (offered * 0.001);
    }

    private double Sum(Situation situation, ReadOnlySpan<Signal> signals, double[] values)
    {
        double sum = 0;
        foreach (Signal signal in signals)
        {
            if (series.Read(situation.Pool, signal, Math.Max(situation.Onset, situation.Now - values.Length + 1), values))
            {
                foreach (double value in values)
                {
                    sum += double.IsNaN(value) ? 0 : value;
                }
            }
        }

        return sum;
    }

    private static double Known(double value) => double.IsFinite(value) ? Math.Min(value, 20) : 0;

    private static List<string> NotObserved(Situation situation) =>
    [
        .. from signal in (Signal[])[Signal.OfferedFirst, Signal.Clients, Signal.Connections, Signal.FirstByteMedian, Signal.ConnectP99, Signal.Probes]
           where !situation.Of(situation.Pool, signal).IsKnown
           select signal.ToString(),
        .. situation.Servers.Any(server => situation.Of(server, Signal.HostCpu).IsKnown) ? Array.Empty<string>() : ["HostCpu"],
    ];
}
