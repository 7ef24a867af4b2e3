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
    private const string NobodyAnyMore = "nobody is hurt any more";

    private readonly DetectionWatch detection = new(series, settings);
    private readonly Diagnostician diagnostician = new(series, changes);
    private readonly List<CauseFinding> past = [];
    private HypothesisLedger ledger = new();
    private Explanation? explanation;
    private Explanation? blaming;
    private Explanation? hurting;
    private HurtTime hurt = new();
    private StandingCause standing = new(changes);
    private bool isHeld;
    private CourseRecorder recorder = new();
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

    /// <summary>The watch's own thread.</summary>
    public void CatchUp()
    {
        detection.CatchUp();
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

    /// <summary>What a past moment looked like then, without what came after it; null when nothing was suspected. Any thread.</summary>
    public CauseFinding? At(long second)
    {
        if (second >= current.Second)
        {
            return current;
        }

        CauseFinding? trouble = (current.State == DetectionState.Normal ? kept : [.. kept, current])
            .LastOrDefault(finding => finding.SuspectedAt <= second && second < (finding.ClearedAt ?? long.MaxValue));
        return trouble?.Course.StepAt(second) is not { } step ? null : trouble with
        {
            Second = second, State = trouble.DeclaredAt <= second ? DetectionState.Declared : DetectionState.Suspected,
            DeclaredAt = trouble.DeclaredAt <= second ? trouble.DeclaredAt : null, ClearedAt = null, Recovery = null,
            Anomalies = [.. trouble.Course.SignsAt(second)], Ledger = [.. trouble.Ledger.Select(entry => entry.At(second))],
            Explanation = Then(step, second, trouble.SuspectedAt),
        };
    }

    /// <summary>Troubles that were over by then, oldest first. Any thread.</summary>
    public IReadOnlyList<CauseFinding> PastAt(long second) => [.. kept.Where(finding => finding.ClearedAt <= second)];

    // What is stated has been the same for some seconds, then as now.
    private Explanation Then(CourseStep step, long second, long suspectedAt)
    {
        Explanation then = diagnostician.Examine(step.Onset, step.Examined ?? Math.Max(step.From, LookRhythm.LastUntil(step.Onset, second)), step.CalmUntil);
        if (then.RootCause is { } cause)
        {
            long earlier = then.At - StableSeconds;
            bool isStable = earlier >= suspectedAt && diagnostician.Examine(step.Onset, earlier, step.CalmUntil).RootCause?.Class == cause.Class;
            then = isStable ? then : Unsettled(then);
        }

        return step.IsOver ? Over(then) : then;
    }

    private void Explain(Episode episode)
    {
        long second = detection.Second;
        if (episode.StretchBegan != began || episode.StretchOnset != onset || explanation is null)
        {
            recorder = episode.StretchBegan != began || explanation is null ? new CourseRecorder() : recorder;
            (began, onset, ledger, stable, stableSince) = (episode.StretchBegan, episode.StretchOnset, new HypothesisLedger(), CauseClass.NoneOfThese, second);
            (explanation, blaming, hurting, hurt) = (null, null, null, new HurtTime());
            (standing, isHeld) = (new StandingCause(changes), false);
        }

        if (explanation is null || LookRhythm.IsDue(onset, second))
        {
            Examine(episode.CalmUntil, second);
        }

        IReadOnlyList<Anomaly> signs = [.. detection.Active.Select(anomaly => Told(anomaly, began))];
        bool isOver = explanation!.At < second && explanation.Harm == NobodyAnyMore;
        recorder.Record(new CourseStep(second, onset, episode.CalmUntil, isOver || isHeld ? explanation.At : null, isOver), signs);
        current = new CauseFinding(second, detection.State, episode.Number, began, episode.StretchSuspectedAt, episode.StretchDeclaredAt, null, signs, explanation, ledger.Entries, null) { Course = recorder.Course };
    }

    private void Examine(long calmUntil, long second)
    {
        Explanation latest = diagnostician.Examine(onset, second, calmUntil);
        hurt.Look(second, latest.IsHurtNow);
        if (!latest.IsHurtNow && hurting is not null && hurt.Seconds >= UnderstoodSeconds)
        {
            // Users are well again: what fades now looks like many things. What was understood while they were not stands.
            explanation = Over(hurting);
            return;
        }

        explanation = Steady(latest);
        hurting = latest.IsHurtNow ? explanation : hurting;
        blaming = explanation.RootCause is null ? blaming : explanation;
        ledger.Record(explanation);
    }

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

        Explanation? instead = standing.Instead(latest);
        isHeld = instead is not null;
        if (instead is not null)
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
        RecoveryCheck? recovery = blaming?.RootCause is { } cause ? RecoveryCheck.Of(cause, diagnostician.Examine(onset, second, detection.Episodes[^1].CalmUntil).Evidence) : null;
        past.Add(current with { State = DetectionState.Normal, ClearedAt = second, Explanation = blaming ?? hurting ?? explanation, Recovery = recovery });
        if (past.Count > FindingsKept)
        {
            past.RemoveAt(0);
        }

        kept = [.. past];
        (explanation, blaming, hurting) = (null, null, null);
        current = CauseFinding.Calm(second);
    }
}
