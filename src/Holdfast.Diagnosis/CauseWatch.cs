using System.Collections.Concurrent;
using Holdfast.Diagnosis.Detection;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis;

/// <summary>
/// Detection and diagnosis together, brought up to date once a second by whoever owns it, on one thread; what it found may be read by any.
/// Next: <see cref="DetectionWatch"/>, <see cref="Diagnostician"/>.
/// </summary>
public sealed class CauseWatch(ISeriesReader series, IChangeReader changes, DiagnosisSettings settings)
{
    // The first seconds of an outage look like many things: a cause is stated when it has been the same for so long.
    private const int StableSeconds = 4;
    private const int FindingsKept = 100;

    // The first seconds of harm explain too little to let them stand.
    private const int UnderstoodSeconds = 8;
    private const int FadingSeconds = 10;
    private const string NobodyAnyMore = "nobody is hurt any more";

    private DetectionWatch detection = new(series, settings);
    private bool hasLookedBack;
    private readonly Diagnostician diagnostician = new(series, changes);
    private readonly List<CauseFinding> past = [];
    private readonly ConcurrentQueue<PastSeasons> told = new();
    private readonly List<PastSeasons> seasons = [];
    private HypothesisLedger ledger = new();
    private Explanation? explanation;
    private Explanation? blaming;
    private Explanation? hurting;
    private HurtTime hurt = new();
    private StandingCause standing = new(changes);
    private long began;
    private CauseClass stable;
    private long stableSince;
    private long onset;
    private volatile CauseFinding current = CauseFinding.Calm(0);
    private volatile IReadOnlyList<CauseFinding> kept = [];

    /// <summary>Any thread.</summary>
    public CauseFinding Current => current;

    /// <summary>Troubles that are over, oldest first, each as it was understood last. Any thread.</summary>
    public IReadOnlyList<CauseFinding> Past => kept;

    /// <summary>What was usual in a pool's weeks before this process; counts from the next second on. Once for each pool. Any thread.</summary>
    public void Adopt(PastSeasons past) => told.Enqueue(past);

    /// <summary>The watch's own thread.</summary>
    public void CatchUp()
    {
        while (told.TryDequeue(out PastSeasons? its))
        {
            seasons.Add(its);
            detection.Adopt(its);
        }

        detection.CatchUp();
        LookBack();
        if (detection.Current is { } episode)
        {
            Explain(episode);
        }
        else if (current.State != DetectionState.Normal)
        {
            End();
        }
        else
        {
            current = CauseFinding.Calm(detection.Second);
        }
    }

    /// <summary>Troubles that were over by then, oldest first. Any thread.</summary>
    public IReadOnlyList<CauseFinding> PastAt(long second) => [.. kept.Where(finding => finding.ClearedAt <= second)];

    // Once, in the second in which a new process finds trouble: nobody has been told of it yet.
    private void LookBack()
    {
        if (!hasLookedBack && detection.State != DetectionState.Normal)
        {
            hasLookedBack = true;
            detection = detection.Second - detection.FirstSecond <= EarlierWatch.YoungSeconds ? EarlierWatch.Of(series, settings, detection) ?? detection : detection;
            seasons.ForEach(detection.Adopt);
        }
    }

    private void Explain(Episode episode)
    {
        long second = detection.Second;
        if (episode.StretchBegan != began || episode.StretchOnset != onset || explanation is null)
        {
            // What becomes worse is looked at anew; what was blamed before is blamed until something else is, and what was ruled out and when stays written.
            (blaming, ledger) = episode.StretchBegan == began ? (blaming, ledger) : (null, new HypothesisLedger());
            (began, onset, stable, stableSince) = (episode.StretchBegan, episode.StretchOnset, CauseClass.NoneOfThese, second);
            (explanation, hurting, hurt) = (null, null, new HurtTime());
            standing = new StandingCause(changes);
        }

        if (explanation is null || LookRhythm.IsDue(onset, second))
        {
            Examine(episode, second);
        }

        IReadOnlyList<Anomaly> signs = [.. detection.Active.Select(anomaly => Told(anomaly, began))];
        current = new CauseFinding(second, detection.State, episode.Number, began, episode.StretchSuspectedAt, episode.StretchDeclaredAt, null, signs, explanation, ledger.Entries, Checked())
        {
            QuietSeconds = detection.QuietSeconds, EndsAfterQuietSeconds = detection.EndsAfterQuietSeconds,
        };
    }

    private void Examine(Episode episode, long second)
    {
        Explanation latest = diagnostician.Examine(onset, second, episode.CalmUntil, episode.CalmFrom);
        hurt.Look(second, latest.IsHurtNow);
        if (!latest.IsHurtNow && hurting is not null && hurt.Seconds >= UnderstoodSeconds)
        {
            // Users are well again: what fades now looks like many things. What was understood while they were not stands.
            // In its last seconds most had left already: what was stated until then is what was understood.
            Explanation understood = hurting.RootCause is null && blaming is not null && (hurting.At - blaming.At <= FadingSeconds || IsConfirmed(blaming, latest)) ? blaming : hurting;
            explanation = Over(understood).Rechecked(latest.Evidence);
            blaming = explanation.RootCause is null ? blaming : explanation;
            return;
        }

        explanation = Steady(latest);
        hurting = latest.IsHurtNow ? explanation : hurting;
        blaming = explanation.RootCause is null ? blaming : explanation;
        ledger.Record(explanation, standing.IsMended(second));
    }

    // What was done against it did help after all, though only after a while.
    private static bool IsConfirmed(Explanation blaming, Explanation latest) => RecoveryCheck.Of(latest.Evidence, blaming.Top.Class) is { IsAsPredicted: true };

    // Of what is blamed, or was until the check.
    private RecoveryCheck? Checked() =>
        explanation is not null && (explanation.RootCause ?? blaming?.RootCause) is { } cause ? RecoveryCheck.Of(explanation.Evidence, cause.Class) : null;

    private static Explanation Over(Explanation understood) => understood with { Harm = NobodyAnyMore, IsHurtNow = false };

    // A sum that looks back may say later that it began before the trouble did: one beginning is told.
    private static Anomaly Told(Anomaly anomaly, long began) => anomaly.Family == SignalFamily.Change || anomaly.Began >= began ? anomaly : anomaly with { Began = began };

    private Explanation Steady(Explanation latest)
    {
        CauseClass cause = latest.RootCause?.Class ?? CauseClass.NoneOfThese;
        if (cause != stable)
        {
            (stable, stableSince) = (cause, latest.At);
        }

        if (standing.Instead(latest) is { } instead)
        {
            return instead;
        }

        if (latest.RootCause is not null && latest.IsHurtNow && latest.At - stableSince >= UnderstoodSeconds)
        {
            standing.Note(latest);
        }

        return latest.RootCause is not null && latest.At - stableSince < StableSeconds ? Unsettled(latest) : latest;
    }

    private static Explanation Unsettled(Explanation latest) =>
        latest with { Verdict = Verdict.Undetermined, NextTest = "Wait some seconds: the first moments of an outage look like many things." };

    private void End()
    {
        long second = detection.Second;
        // Users are well before the state is: what was blamed while they were not is what counts.
        Explanation? told = blaming ?? hurting ?? explanation;
        RecoveryCheck? recovery = null;
        if (blaming?.RootCause is { } cause)
        {
            Episode last = detection.Episodes[^1];
            Explanation latest = diagnostician.Examine(onset, second, last.CalmUntil, last.CalmFrom);
            told = blaming.Rechecked(latest.Evidence);
            recovery = RecoveryCheck.Of(told.Evidence, cause.Class) ?? RecoveryCheck.AtEnd(cause, latest.Evidence);
        }

        past.Add(current with { State = DetectionState.Normal, ClearedAt = second, Explanation = told, Recovery = recovery });
        if (past.Count > FindingsKept)
        {
            past.RemoveAt(0);
        }

        kept = [.. past];
        (explanation, blaming, hurting) = (null, null, null);
        current = CauseFinding.Calm(second);
    }
}
